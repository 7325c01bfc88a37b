import { BarList } from "@/components/ui/bar-list";
import { Card } from "@/components/ui/card";
import type { PerPersonCount } from "./report-data";

/** How many messages people got: who got a lot stands at the end. */
export function PerPerson({ counts }: { counts: readonly PerPersonCount[] }) {
  const people = counts.reduce((sum, one) => sum + one.people, 0);
  const mails = counts.reduce((sum, one) => sum + one.mails * one.people, 0);
  return (
    <Card
      title="Messages per person"
      description={
        people === 0 ? "Nobody got any." : `${(mails / people).toFixed(1)} on average, among those who got any`
      }
    >
      <BarList
        items={counts.map((one) => ({
          label: one.mails >= 10 ? "10 or more" : one.mails === 1 ? "1 message" : `${one.mails} messages`,
          value: one.people,
          tone: one.mails >= 10 ? "rust" : "pine",
        }))}
      />
    </Card>
  );
}
