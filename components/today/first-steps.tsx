import type { inferRouterOutputs } from "@trpc/server";
import { Check } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { AppRouter } from "@/server/api/root";

type Steps = NonNullable<inferRouterOutputs<AppRouter>["today"]["get"]["firstSteps"]>;

export interface FirstStepsProps {
  steps: Steps;
  workspace: string;
}

/** The way from an empty workspace to its first mail, with what is done already. Goes away by itself. */
export function FirstSteps({ steps, workspace }: FirstStepsProps) {
  const home = `/${workspace}`;
  const ways = [
    {
      done: steps.drawn,
      title: "Draw a sequence",
      why: "Begin with one of ten, or on an empty canvas.",
      href: `${home}/sequences/new`,
    },
    {
      done: steps.peopled,
      title: "Bring people in",
      why: "A CSV file, by hand, or from your site.",
      href: `${home}/contacts/import`,
    },
    {
      done: steps.named,
      title: "Say who you are",
      why: "Name and address stand below every mail.",
      href: `${home}/settings/general`,
    },
    {
      done: steps.published,
      title: "Publish it and enroll somebody",
      why: "The publish page says what would happen, before it does.",
      href: `${home}/sequences`,
    },
    {
      done: false,
      title: "Play the recipient",
      why: "Mail lands in the local inbox. Open it, click, answer, and watch the canvas.",
      href: `/sandbox?workspace=${encodeURIComponent(workspace)}`,
    },
  ];
  const next = ways.find(({ done }) => !done);
  return (
    <Card
      title="First steps"
      description="From here to the first mail. Nothing leaves before you publish."
      flush
      className="mb-5"
    >
      <ol className="border-line border-t">
        {ways.map((way, at) => (
          <li
            key={way.title}
            className="relative flex items-center gap-4 border-line border-b px-5 py-2.5 last:border-b-0 hover:bg-surface2"
          >
            <span
              className={cn(
                "grid size-6 shrink-0 place-items-center rounded-full border text-sm tabular",
                way.done
                  ? "border-pine bg-pine text-on-pine"
                  : way === next
                    ? "border-pine text-pine"
                    : "border-line2 text-ink3",
              )}
            >
              {way.done ? <Check aria-hidden className="size-3.5" /> : at + 1}
            </span>
            <span className="min-w-0">
              <Link
                href={way.href}
                prefetch={false}
                className={cn(
                  "font-medium no-underline after:absolute after:inset-0",
                  way.done ? "text-ink3" : "text-ink",
                )}
              >
                {way.title}
                {way.done ? <span className="sr-only"> (done)</span> : null}
              </Link>
              <span className="block text-ink2 text-sm">{way.why}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
