"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";

/** Everything that is kept, as files of CSV. Who took one stands in the audit log. */
export function ExportLinks() {
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const files = useQuery(trpc.settings.exports.queryOptions()).data ?? [];
  if (files.length === 0 || slug === "") return null;
  return (
    <Card title="Take it with you" description="Everything of one kind as CSV. Who took it stands in the audit log.">
      <div className="flex flex-wrap gap-2">
        {files.map(({ kind, label }) => (
          <ButtonLink key={kind} size="sm" href={`/api/export/${slug}/${kind}`} prefetch={false} download>
            {label}
          </ButtonLink>
        ))}
      </div>
    </Card>
  );
}
