import type { inferRouterOutputs } from "@trpc/server";
import { MoreHorizontal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { TableColumn } from "@/components/ui/table-column";
import type { AppRouter } from "@/server/api/root";

export type SequenceRow = inferRouterOutputs<AppRouter>["sequences"]["list"]["items"][number];

const states = {
  draft: { tone: "neutral", label: "Draft" },
  live: { tone: "pine", label: "Live" },
  paused: { tone: "amber", label: "Paused" },
  archived: { tone: "neutral", label: "Archived" },
} as const;

/** The columns of the list; `on` is left out for whoever may only look. */
export function sequenceColumns(
  zone: string,
  on?: {
    readonly duplicate: (row: SequenceRow) => void;
    readonly archive: (row: SequenceRow) => void;
    readonly restore: (row: SequenceRow) => void;
  },
): TableColumn<SequenceRow>[] {
  const figure = (id: string, header: string, of: (row: SequenceRow) => number): TableColumn<SequenceRow> => ({
    id,
    header,
    align: "right",
    width: "6rem",
    hideBelow: "md",
    sortValue: of,
    cell: (row) => <span className="tabular">{of(row)}</span>,
  });
  const columns: TableColumn<SequenceRow>[] = [
    {
      id: "name",
      header: "Name",
      sortValue: (row) => row.name.toLowerCase(),
      cell: (row) => <span className="font-serif text-lg max-sm:text-base max-sm:leading-tight">{row.name}</span>,
    },
    {
      id: "state",
      header: "State",
      width: "7rem",
      sortValue: (row) => row.state,
      cell: (row) => <Badge tone={states[row.state].tone}>{states[row.state].label}</Badge>,
    },
    figure("people", "Inside", (row) => row.people),
    figure("sent", "Sent", (row) => row.sent),
    figure("replied", "Replied", (row) => row.replied),
    figure("bought", "Bought", (row) => row.bought),
    {
      id: "updated",
      header: "Changed",
      width: "9rem",
      hideBelow: "lg",
      sortValue: (row) => row.updatedAt.getTime(),
      cell: (row) => <DateTime at={row.updatedAt} zone={zone} format="relative" />,
    },
  ];
  if (on === undefined) return columns;
  return [
    ...columns,
    {
      id: "menu",
      header: "Actions",
      headerHidden: true,
      width: "3.5rem",
      interactive: true,
      cell: (row) => (
        <Menu trigger={<IconButton label={`Actions for ${row.name}`} icon={<MoreHorizontal />} size="sm" />}>
          {row.state === "archived" ? <MenuItem onSelect={() => on.restore(row)}>Restore</MenuItem> : null}
          <MenuItem onSelect={() => on.duplicate(row)}>Duplicate</MenuItem>
          {row.state === "archived" ? null : (
            <>
              <MenuSeparator />
              <MenuItem danger onSelect={() => on.archive(row)}>
                Archive…
              </MenuItem>
            </>
          )}
        </Menu>
      ),
    },
  ];
}
