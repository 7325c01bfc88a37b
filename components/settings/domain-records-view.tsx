import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { DomainRecords, RecordState } from "@/core/domain-records";

const words: Record<RecordState, { label: string; tone: BadgeTone }> = {
  good: { label: "good", tone: "pine" },
  weak: { label: "weak", tone: "amber" },
  missing: { label: "missing", tone: "rust" },
  unanswered: { label: "no answer", tone: "neutral" },
};

/** SPF, DKIM and DMARC as the resolver gave them last. */
export function DomainRecordsView({ records }: { records: DomainRecords }) {
  const lines = [
    { name: "SPF", ...records.spf },
    { name: "DKIM", ...records.dkim },
    { name: "DMARC", ...records.dmarc },
  ];
  return (
    <dl className="flex flex-col gap-1 text-sm">
      {lines.map(({ name, state, said }) => (
        <div key={name} className="flex items-baseline gap-3">
          <dt className="w-14 shrink-0 text-ink3">{name}</dt>
          <dd className="flex min-w-0 items-baseline gap-2">
            <Badge tone={words[state].tone}>{words[state].label}</Badge>
            <span className="min-w-0 break-all text-ink2">{said}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
