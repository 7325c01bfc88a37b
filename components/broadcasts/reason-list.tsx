import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { Broadcast } from "./broadcast-data";

interface ReasonListProps {
  readonly title: string;
  readonly rows: Broadcast["reasons"];
  readonly say: (reason: string) => string;
  readonly zone: string;
  /** Where each of them is shown with its own reason. */
  readonly href?: string;
}

/** Messages by the reason why they wait or will not go; the longest wait among them. */
export function ReasonList({ title, rows, say, zone, href }: ReasonListProps) {
  if (rows.length === 0) return null;
  return (
    <Card>
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 className="font-semibold text-lg">{title}</h2>
        {href ? (
          <ButtonLink size="sm" href={href}>
            See each one
          </ButtonLink>
        ) : null}
      </div>
      <table className="w-full text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">Reason</th>
            <th scope="col">People</th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={`${row.state} ${row.reason} ${row.ruleId ?? ""}`}
              className="border-line border-t first:border-t-0"
            >
              <td className="py-2 pr-4">{say(row.reason)}</td>
              <td className="tabular py-2 pr-4 text-right">{row.count.toLocaleString("en")}</td>
              <td className="py-2 text-right text-ink2 text-sm">
                {row.until === null ? null : (
                  <>
                    by <DateTime at={row.until} zone={zone} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
