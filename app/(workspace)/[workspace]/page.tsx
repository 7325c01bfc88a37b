import { notFound, redirect } from "next/navigation";
import { builtPages } from "@/components/shell/navigation";

/** The first page there is: today, else sequences. */
export default async function WorkspaceStart({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const first = builtPages.includes("today") ? "today" : builtPages[0];
  if (!first) notFound();
  redirect(`/${workspace}/${first}`);
}
