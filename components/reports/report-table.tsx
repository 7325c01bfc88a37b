"use client";

import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { figure, type ReportRow, share } from "./report-data";

const columns = [
  { key: "sent", label: "Sent" },
  { key: "held", label: "Held" },
  { key: "skipped", label: "Skipped" },
  { key: "opened", label: "Opened", ofPeople: true },
  { key: "clicked", label: "Clicked", ofPeople: true },
  { key: "replied", label: "Replied", ofPeople: true },
  { key: "unsubscribed", label: "Left", ofPeople: true },
  { key: "converted", label: "Converted" },
] as const;

/** One line per sequence, broadcast or team; reactions with their share of the people who got something. */
export function ReportTable({
  rows,
  by,
  workspace,
}: {
  rows: readonly ReportRow[];
  by: "sequence" | "team";
  workspace: string;
}) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls on a phone, so it must be reachable by keyboard
      tabIndex={0}
      aria-label="Figures"
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full min-w-[52rem] text-sm">
        <thead>
          <tr className="border-line border-b text-ink2">
            <th scope="col" className="sticky left-0 bg-surface px-5 py-2.5 text-left font-medium">
              {by === "team" ? "Team" : "Sequence or broadcast"}
            </th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" className="px-3 py-2.5 text-right font-medium last:pr-5">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-line border-b last:border-b-0 hover:bg-surface2">
              <th scope="row" className="sticky left-0 max-w-64 truncate bg-surface px-5 py-2.5 text-left font-medium">
                <RowName row={row} workspace={workspace} />
                <span className="block font-normal text-ink3">
                  {figure(row.people)} {row.people === 1 ? "person" : "people"}
                </span>
              </th>
              {columns.map((column) => (
                <td key={column.key} className="px-3 py-2.5 text-right align-top tabular last:pr-5">
                  <span className={cn(row[column.key] === 0 && "text-ink3")}>{figure(row[column.key])}</span>
                  {"ofPeople" in column ? (
                    <span className="block text-ink3">{share(row[column.key], row.people)}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RowName({ row: { key, name }, workspace }: { row: ReportRow; workspace: string }) {
  const page = key.startsWith("seq_") ? "sequences" : key.startsWith("brd_") ? "broadcasts" : null;
  if (page === null) return name;
  return (
    <Link href={`/${workspace}/${page}/${key}`} className="text-ink underline-offset-2 hover:underline">
      {name}
    </Link>
  );
}
