import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import type { TableColumn } from "@/components/ui/table-column";
import type { ContactRow } from "./use-contact-rows";

/** Columns of the list of contacts. @param ownerName by a member's id */
export function contactColumns(zone: string, ownerName: (id: string) => string | null): TableColumn<ContactRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      cell: (row) => <span className="font-serif text-lg">{row.name}</span>,
    },
    { id: "email", header: "Address", hideBelow: "sm", cell: (row) => row.email ?? "No address" },
    { id: "company", header: "Company", width: "11rem", hideBelow: "lg", cell: (row) => row.company?.name ?? "" },
    {
      id: "tags",
      header: "Tags",
      width: "14.5rem",
      hideBelow: "lg",
      cell: (row) => (
        <span className="flex gap-1">
          {row.suppressed ? (
            <Badge tone="rust" mark="triangle" className="shrink-0">
              Suppressed
            </Badge>
          ) : null}
          {row.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} className="min-w-0">
              {tag}
            </Badge>
          ))}
          {row.tags.length > 2 ? <Badge className="shrink-0">+{row.tags.length - 2}</Badge> : null}
        </span>
      ),
    },
    {
      id: "owner",
      header: "Owner",
      width: "9rem",
      hideBelow: "md",
      cell: (row) => (row.ownerId === null ? "" : (ownerName(row.ownerId) ?? "")),
    },
    {
      id: "created",
      header: "Added",
      width: "9rem",
      hideBelow: "md",
      cell: (row) => <DateTime at={row.createdAt} zone={zone} format="day" />,
    },
  ];
}
