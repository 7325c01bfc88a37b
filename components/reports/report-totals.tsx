import { Card } from "@/components/ui/card";
import { Stat, StatList } from "@/components/ui/stat";
import { figure, type ReportRow } from "./report-data";

/** The rows added up. People stand in several rows, so what counts people is left to the rows. */
export function ReportTotals({ rows }: { rows: readonly ReportRow[] }) {
  const sum = (of: "sent" | "held" | "skipped") => rows.reduce((total, row) => total + row[of], 0);
  return (
    <Card>
      <StatList>
        <Stat value={figure(sum("sent"))} label="sent" />
        <Stat value={figure(sum("held"))} label="held back for a while" />
        <Stat value={figure(sum("skipped"))} label="never sent" />
      </StatList>
    </Card>
  );
}
