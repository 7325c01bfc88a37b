"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { TemplateDialog } from "./template-dialog";

/** Mails to start from, with how often each was written anew. They are made here, or saved where a mail is written. */
export function TemplateList() {
  const trpc = useTRPC();
  const { slug, zone, can } = useWorkspace();
  const [making, setMaking] = useState(false);
  const list = useQuery(trpc.mailTemplates.list.queryOptions());
  return (
    <Card
      flush
      title="Templates"
      description="A mail can also be kept as a template where it is written: in its step, in a broadcast."
      action={
        can("sequences.write") ? (
          <Button size="sm" icon={<Plus />} onClick={() => setMaking(true)}>
            New template
          </Button>
        ) : null
      }
    >
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : !list.data ? (
        <Loading label="Templates are loading">
          <Skeleton className="m-5 h-24" />
        </Loading>
      ) : list.data.length === 0 ? (
        <EmptyState size="inline" title="No templates yet">
          Make one here, or open an email step and choose “Keep this mail as a new template”.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {list.data.map((template) => (
            <li key={template.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
              <div className="min-w-0 flex-1 basis-56">
                <p className="truncate font-medium">{template.name}</p>
                <p className="truncate text-ink2 text-sm">
                  {template.subject} · <DateTime at={template.updatedAt} zone={zone} format="day" />
                </p>
              </div>
              <Badge>version {template.version}</Badge>
              <ButtonLink
                size="sm"
                href={`/${slug}/settings/templates/${template.id}`}
                aria-label={`Versions of ${template.name}`}
              >
                Versions
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
      {making ? <TemplateDialog onClose={() => setMaking(false)} /> : null}
    </Card>
  );
}
