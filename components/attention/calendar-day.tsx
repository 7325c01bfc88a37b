import Link from "next/link";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { Badge } from "@/components/ui/badge";
import { Sheet } from "@/components/ui/sheet";
import { type Day, sayDay } from "./calendar-days";
import { type CalendarItem, TeamDot } from "./calendar-item";

const phases = { sent: "Sent", planned: "Planned", scheduled: "Scheduled", draft: "Draft" } as const;

/** Everything of one day: subject, topic, team, sender, audience, and who else wants the same people. */
export function CalendarDay({
  day,
  items,
  workspace,
  onClose,
}: {
  day: Day | null;
  items: readonly CalendarItem[];
  workspace: string;
  onClose: () => void;
}) {
  return (
    <Sheet open={day !== null} onOpenChange={onClose} title={day === null ? "" : sayDay(day)}>
      {items.length === 0 ? (
        <p className="text-ink2">Nothing leaves on this day, as far as anybody knows today.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {items.map((item) => (
            <li key={item.key} className="rounded-card border border-line p-3.5">
              <Item item={item} workspace={workspace} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Item({ item, workspace }: { item: CalendarItem; workspace: string }) {
  const { names } = useVocabulary();
  const facts = [
    ["Team", item.teamId === null ? "None" : (names("team", item.teamId) ?? "A deleted team")],
    ["From", item.senderId === null ? "Not chosen" : (names("sender", item.senderId) ?? "A deleted sender")],
    ["Topic", item.topicId === null ? "None" : (names("topic", item.topicId) ?? "A deleted topic")],
  ] as const;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex items-start gap-2">
        <TeamDot teamId={item.teamId} sent={item.phase === "sent"} />
        <span className="min-w-0 flex-1 font-medium">{item.title}</span>
        <Badge tone={item.phase === "sent" || item.phase === "draft" ? "neutral" : "pine"}>{phases[item.phase]}</Badge>
      </p>
      <p className="text-ink2 text-sm">
        <Owner item={item} workspace={workspace} />, {item.class}, to {item.people.toLocaleString("en")}{" "}
        {item.people === 1 ? "person" : "people"}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm">
        {facts.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink3">{term}</dt>
            <dd className="truncate">{value}</dd>
          </div>
        ))}
      </dl>
      {item.overlap > 0 ? (
        <p className="text-amber text-sm">
          {item.overlap.toLocaleString("en")} of them {item.overlap === 1 ? "is" : "are"} wanted that day by{" "}
          {item.with.length === 0
            ? "others too"
            : item.with.map(({ name, people }) => `${name} (${people.toLocaleString("en")})`).join(", ")}
          {item.phase === "sent" ? "." : "; the rules let one go first and hold the rest."}
        </p>
      ) : null}
    </div>
  );
}

function Owner({ item: { owner }, workspace }: { item: CalendarItem; workspace: string }) {
  if (owner === null) return <>Sent by API</>;
  const href =
    owner.kind === "sequence" ? `/${workspace}/sequences/${owner.id}` : `/${workspace}/broadcasts/${owner.id}`;
  return (
    <Link href={href} prefetch={false} className="underline underline-offset-2 hover:text-ink">
      {owner.name}
    </Link>
  );
}
