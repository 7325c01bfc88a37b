import { sayHeldReason, saySkipReason } from "@/components/sequences/held-reasons";
import { BarList } from "@/components/ui/bar-list";
import { Card } from "@/components/ui/card";
import type { ReportRow } from "./report-data";

const SHOWN = 8;

/** Why messages waited, and why others never went, over all rows. */
export function ReportReasons({ rows }: { rows: readonly ReportRow[] }) {
  const held = sums(rows.flatMap(({ heldBy }) => heldBy).map((one) => [sayHeldReason(one.reason), one.count]));
  const skipped = sums(
    rows.flatMap(({ skippedFor }) => skippedFor).map((one) => [saySkipReason(one.reason), one.count]),
  );
  return (
    <>
      <Card title="Held by" description="Each message once, by what held it last.">
        {held.length === 0 ? (
          <p className="text-ink2 text-sm">Nothing had to wait.</p>
        ) : (
          <BarList items={held.map(([label, value]) => ({ label, value }))} />
        )}
      </Card>
      <Card title="Skipped for">
        {skipped.length === 0 ? (
          <p className="text-ink2 text-sm">Everything that was due went.</p>
        ) : (
          <BarList items={skipped.map(([label, value]) => ({ label, value, tone: "slate" }))} />
        )}
      </Card>
    </>
  );
}

function sums(pairs: readonly (readonly [string, number])[]): [string, number][] {
  const total = new Map<string, number>();
  for (const [label, count] of pairs) total.set(label, (total.get(label) ?? 0) + count);
  return [...total].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
}
