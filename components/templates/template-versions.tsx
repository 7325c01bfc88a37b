"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import type { Outputs } from "@/components/settings/settings-data";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";

type Version = Outputs["mailTemplates"]["versions"][number];
type Pin = Outputs["mailTemplates"]["pins"][number];

/** Every wording a template had: who wrote it, which running sequences hold it, and the way back to it. */
export function TemplateVersions({ templateId }: { templateId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can, slug } = useWorkspace();
  const versions = useQuery(trpc.mailTemplates.versions.queryOptions({ id: templateId }));
  const pins = useQuery(trpc.mailTemplates.pins.queryOptions({ id: templateId }));
  const templates = useQuery(trpc.mailTemplates.list.queryOptions());
  const restore = useMutation(
    trpc.mailTemplates.restore.mutationOptions({
      onSuccess: async ({ version }) => {
        notify({ title: `It is version ${version} now`, description: "Steps that hold an older one keep it." });
        await queries.invalidateQueries({ queryKey: trpc.mailTemplates.pathKey() });
      },
      onError: notifyFailure,
    }),
  );
  const archive = useMutation(trpc.mailTemplates.archive.mutationOptions());
  const [leaving, setLeaving] = useState(false);
  const held = pins.data?.length ?? 0;
  const newest = versions.data?.[0]?.version ?? 0;
  const template = templates.data?.find(({ id }) => id === templateId);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ButtonLink size="sm" variant="quiet" className="-ml-2" href={`/${slug}/settings/templates`}>
          All templates
        </ButtonLink>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="min-w-0 font-medium font-serif text-title">{template?.name ?? "An archived template"}</h2>
          {template && can("sequences.write") ? (
            <Button size="sm" variant="quiet" onClick={() => setLeaving(true)}>
              Archive…
            </Button>
          ) : null}
        </div>
      </div>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={`Archive ${template?.name ?? "this template"}?`}
        confirmLabel="Archive"
        danger
        onConfirm={async () => {
          await orSay(archive.mutateAsync({ id: templateId }));
          await queries.invalidateQueries({ queryKey: trpc.mailTemplates.pathKey() });
          notify({ title: "Archived" });
        }}
      >
        Nobody starts from it any more. Steps and broadcasts made from it keep their text
        {held > 0 ? `, also the ${held === 1 ? "one" : held} that people are on now` : ""}.
      </ConfirmDialog>
      {versions.error && !versions.data ? (
        <Failure onRetry={() => void versions.refetch()}>{errorMessage(versions.error)}</Failure>
      ) : !versions.data ? (
        <Loading label="Versions are loading">
          <Skeleton className="h-40" />
        </Loading>
      ) : (
        versions.data.map((version) => (
          <VersionCard
            key={version.version}
            version={version}
            newest={version.version === newest}
            pins={(pins.data ?? []).filter((pin) => pin.version === version.version)}
            busy={restore.isPending && restore.variables.restore === version.version}
            onRestore={
              can("sequences.write") && template && version.version !== newest
                ? () => restore.mutate({ id: templateId, version: newest, restore: version.version })
                : null
            }
          />
        ))
      )}
    </div>
  );
}

function VersionCard({
  version: { version, subject, preview, body, createdBy, createdAt },
  newest,
  pins,
  busy,
  onRestore,
}: {
  version: Version;
  newest: boolean;
  pins: readonly Pin[];
  busy: boolean;
  onRestore: (() => void) | null;
}) {
  const { slug, zone } = useWorkspace();
  const [open, setOpen] = useState(newest);
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="font-semibold">Version {version}</h3>
        {newest ? <Badge tone="pine">Newest</Badge> : null}
        <span className="min-w-0 flex-1 basis-40 text-ink2 text-sm">
          {createdBy ?? "A member who has left"}, <DateTime at={createdAt} zone={zone} />
        </span>
        <Button
          size="sm"
          variant="quiet"
          aria-expanded={open}
          aria-label={`Text of version ${version}`}
          onClick={() => setOpen(!open)}
        >
          {open ? "Hide" : "Show"}
        </Button>
        {onRestore ? (
          <Button size="sm" busy={busy} aria-label={`Make version ${version} the newest again`} onClick={onRestore}>
            Make it the newest again
          </Button>
        ) : null}
      </div>
      {pins.length > 0 ? (
        <p className="mt-2 text-sm">
          <span className="text-ink2">Held by </span>
          {pins.map(({ sequenceId, sequenceName, step }, index) => (
            <span key={`${sequenceId}-${step}`}>
              {index > 0 ? ", " : ""}
              <Link
                href={`/${slug}/sequences/${sequenceId}/live`}
                prefetch={false}
                className="underline underline-offset-2"
              >
                {sequenceName}
              </Link>
              , S{step}
            </span>
          ))}
        </p>
      ) : null}
      {open ? (
        <div className="mt-3 border-line border-t pt-3">
          <p className="font-medium">{subject}</p>
          {preview ? <p className="text-ink2 text-sm">{preview}</p> : null}
          <pre className="mt-2 max-h-96 overflow-auto whitespace-pre-wrap break-words font-sans text-sm">{body}</pre>
        </div>
      ) : null}
    </Card>
  );
}
