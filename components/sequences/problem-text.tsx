import Link from "next/link";
import { useWorkspace } from "@/components/trpc/use-workspace";
import type { Problem } from "@/core/problem";

const inSettings: ReadonlySet<string> = new Set(["legal-name-missing", "postal-address-missing"]);

/** A problem in words, with the way to where it is fixed when that is not on this page. */
export function ProblemText({ problem }: { problem: Pick<Problem, "code" | "message"> }) {
  const { slug } = useWorkspace();
  if (!inSettings.has(problem.code)) return problem.message;
  return (
    <>
      {problem.message}.{" "}
      <Link href={`/${slug}/settings/general`} className="font-medium underline underline-offset-2">
        Open the settings
      </Link>
    </>
  );
}
