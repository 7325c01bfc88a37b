"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC, useTRPCClient } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import { EnrollDialog } from "./enroll-dialog";
import { inSets } from "./in-sets";
import { OwnerDialog } from "./owner-dialog";
import { TagDialog } from "./tag-dialog";
import type { ContactFilter } from "./use-contact-rows";

/** As many as the server lets anybody choose at once. */
const MOST = 10_000;

/** What one can do with the contacts that are chosen. Stands where the filters stand, so nothing moves. */
export function BulkBar({
  ids,
  filter,
  count,
  onChoose,
  onClear,
}: {
  ids: readonly string[];
  /** What the list shows, and how many fit it. */
  filter: ContactFilter;
  count: number;
  onChoose: (ids: readonly string[]) => void;
  onClear: () => void;
}) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const archived = filter.archived ?? false;
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [asked, setAsked] = useState<"tag" | "untag" | "owner" | "archive" | "enroll" | null>(null);
  const done = async (title: string) => {
    notify({ title });
    setAsked(null);
    onClear();
    await queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() });
  };
  const restore = useMutation({
    mutationFn: () => inSets(ids, (set) => client.contacts.restore.mutate({ ids: set })),
    onSuccess: () => done(`${people} restored`),
    onError: notifyFailure,
  });
  const choose = useMutation({
    mutationFn: () => client.contacts.choose.query(filter),
    onError: notifyFailure,
  });
  const [hasEnrolled, setHasEnrolled] = useState(false);
  const people = `${ids.length.toLocaleString("en")} ${ids.length === 1 ? "contact" : "contacts"}`;
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-lg bg-pine-tint px-3 py-1.5">
      <legend className="sr-only">For the chosen contacts</legend>
      <span className="mr-2 font-medium text-pine tabular" aria-live="polite">
        {people} chosen
      </span>
      {count <= ids.length ? null : count <= MOST ? (
        <Button
          size="sm"
          variant="quiet"
          busy={choose.isPending}
          onClick={() => choose.mutate(undefined, { onSuccess: onChoose })}
        >
          Select all {count.toLocaleString("en")}
        </Button>
      ) : (
        <span className="text-ink2 text-sm">
          {count.toLocaleString("en")} fit; all are selected up to {MOST.toLocaleString("en")}: use a segment for more.
        </span>
      )}
      {can("enroll") && !archived ? (
        <Button size="sm" onClick={() => setAsked("enroll")}>
          Enroll…
        </Button>
      ) : null}
      {can("contacts.write") ? (
        <>
          <Button size="sm" onClick={() => setAsked("tag")}>
            Tag…
          </Button>
          <Button size="sm" onClick={() => setAsked("untag")}>
            Untag…
          </Button>
          <Button size="sm" onClick={() => setAsked("owner")}>
            Owner…
          </Button>
          {archived ? (
            <Button size="sm" busy={restore.isPending} onClick={() => restore.mutate()}>
              Restore
            </Button>
          ) : (
            <Button size="sm" variant="danger-quiet" onClick={() => setAsked("archive")}>
              Archive…
            </Button>
          )}
        </>
      ) : null}
      <Button size="sm" variant="quiet" className="ml-auto" onClick={onClear}>
        Clear
      </Button>
      {asked === "tag" || asked === "untag" ? (
        <TagDialog
          act={asked === "tag" ? "add" : "remove"}
          ids={ids}
          onClose={() => setAsked(null)}
          onDone={(tag) => void done(asked === "tag" ? `${people} tagged “${tag}”` : `“${tag}” taken from ${people}`)}
        />
      ) : null}
      {asked === "owner" ? (
        <OwnerDialog
          ids={ids}
          people={people}
          onClose={() => setAsked(null)}
          onDone={(owner) => done(`${people} given to ${owner}`)}
        />
      ) : null}
      <EnrollDialog
        open={asked === "enroll"}
        onOpenChange={() => {
          setAsked(null);
          if (hasEnrolled) onClear();
        }}
        onEnrolled={() => setHasEnrolled(true)}
        whom={{ contactIds: ids }}
        whomLabel={people}
      />
      <ConfirmDialog
        open={asked === "archive"}
        onOpenChange={() => setAsked(null)}
        title={`Archive ${people}?`}
        confirmLabel="Archive"
        danger
        onConfirm={async () => {
          await orSay(inSets(ids, (set) => client.contacts.archive.mutate({ ids: set })));
          await done(`${people} archived`);
        }}
      >
        They leave the lists and their sequences, and get no marketing or sales mail any more; what waits for them is
        taken back. Their journey stays, and you can restore them.
      </ConfirmDialog>
    </fieldset>
  );
}
