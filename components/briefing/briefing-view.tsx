import { type Briefing, hasBriefing } from "@/core/briefing";

/** A briefing as support reads it. */
export function BriefingView({ briefing }: { briefing: Briefing | null }) {
  if (briefing === null || !hasBriefing(briefing)) {
    return <p className="text-ink2 text-sm">Nobody wrote a briefing for this message.</p>;
  }
  const names = [
    { label: "Domains", values: briefing.domains },
    { label: "Numbers", values: briefing.phones },
    { label: "Pages", values: briefing.pages },
  ].filter(({ values }) => values.length > 0);
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[68ch] whitespace-pre-line text-base">{briefing.about}</p>
      {briefing.questions.length > 0 ? (
        <dl className="flex flex-col gap-3">
          {briefing.questions.map(({ ask, answer }) => (
            <div key={ask} className="border-line border-l-2 pl-3">
              <dt className="font-medium text-ink">{ask}</dt>
              <dd className="whitespace-pre-line text-ink2">{answer}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {names.length > 0 ? (
        <dl className="flex flex-col gap-1 text-sm">
          {names.map(({ label, values }) => (
            <div key={label} className="flex flex-wrap gap-x-3">
              <dt className="w-20 text-ink3">{label}</dt>
              <dd className="min-w-0 break-words">{values.join(", ")}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
