"use client";

import { useWorkspace } from "@/components/trpc/use-workspace";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";

const files = [
  { kind: "contacts", label: "Contacts", right: "contacts.export" },
  { kind: "touches", label: "Messages", right: "contacts.export" },
  { kind: "signals", label: "Reactions", right: "contacts.export" },
  { kind: "suppressions", label: "Suppressions", right: "contacts.export" },
  { kind: "audit", label: "Audit log", right: "audit.read" },
] as const;

/** Everything that is kept, as files of CSV. Who took one stands in the audit log. */
export function ExportLinks() {
  const { slug, can } = useWorkspace();
  const mine = files.filter(({ right }) => can(right));
  if (mine.length === 0 || slug === "") return null;
  return (
    <Card title="Take it with you" description="Everything of one kind as CSV. Who took it stands in the audit log.">
      <div className="flex flex-wrap gap-2">
        {mine.map(({ kind, label }) => (
          <ButtonLink key={kind} size="sm" href={`/api/export/${slug}/${kind}`} prefetch={false} download>
            {label}
          </ButtonLink>
        ))}
      </div>
    </Card>
  );
}
