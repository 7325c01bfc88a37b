import type { inferRouterOutputs } from "@trpc/server";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { cn } from "@/components/ui/cn";
import type { AppRouter } from "@/server/api/root";

export type CalendarItem = inferRouterOutputs<AppRouter>["attention"]["calendar"]["items"][number];

const tones: Readonly<Record<string, string>> = {
  pine: "bg-pine",
  amber: "bg-amber-mark",
  iris: "bg-iris",
  slate: "bg-slate",
  rust: "bg-rust",
  ink: "bg-ink2",
};

/** The colour of the team that sends; hollow while it has not left. */
export function TeamDot({ teamId, sent }: { teamId: string | null; sent: boolean }) {
  const { vocabulary } = useVocabulary();
  const tone = vocabulary?.teams.find(({ id }) => id === teamId)?.tone ?? "ink";
  return (
    <span
      aria-hidden="true"
      className={cn("mt-[5px] size-2 shrink-0 rounded-pill", tones[tone] ?? "bg-ink2", sent && "opacity-40")}
    />
  );
}

/** One message on a day, in a line. */
export function CalendarChip({ item }: { item: CalendarItem }) {
  return (
    <span className="flex items-start gap-1.5 text-sm">
      <TeamDot teamId={item.teamId} sent={item.phase === "sent"} />
      <span className={cn("min-w-0 flex-1 truncate", item.phase === "sent" ? "text-ink3" : "text-ink")}>
        {item.title}
      </span>
      <span className="tabular text-ink3">{item.people.toLocaleString("en")}</span>
    </span>
  );
}
