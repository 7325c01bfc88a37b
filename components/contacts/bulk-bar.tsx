"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import { EnrollDialog } from "./enroll-dialog";
import { OwnerDialog } from "./owner-dialog";
import { TagDialog } from "./tag-dialog";

const MOST = 1_000;

/** What one can do with the contacts that are chosen. Stands where the filters stand, so nothing moves. */
export function BulkBar({
  ids,
  archived,
  onClear,
}: {
  ids: readonly string[];
  archived: boolean;
  onClear: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [asked, setAsked] = useState<"tag" | "untag" | "owner" | "archive" | "enroll" | null>(null);
  const done = async (title: string) => {
    notify({ title });
    setAsked(null);
    onClear();
    await queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() });
  };
  const archive = useMutation(trpc.contacts.archive.mutationOptions());
  const restore = useMutation(
    trpc.contacts.restore.mutationOptions({ onSuccess: () => done(`${people} restored`), onError: notifyFailure }),
  );
  const [hasEnrolled, setHasEnrolled] = useState(false);
  const people = `${ids.length.toLocaleString("en")} ${ids.length === 1 ? "contact" : "contacts"}`;
  const tooMany = ids.length > MOST;
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-lg bg-pine-tint px-3 py-1.5">
      <legend className="sr-only">For the chosen contacts</legend>
      <span className="mr-2 font-medium text-pine tabular">{people} chosen</span>
      {tooMany ? (
        <span className="text-ink2 text-sm">At most {MOST.toLocaleString("en")} at once; use a segment for more.</span>
      ) : null}
      {can("enroll") && !archived ? (
        <Button size="sm" disabled={tooMany} onClick={() => setAsked("enroll")}>
          Enroll…
        </Button>
      ) : null}
      {can("contacts.write") ? (
        <>
          <Button size="sm" disabled={tooMany} onClick={() => setAsked("tag")}>
            Tag…
          </Button>
          <Button size="sm" disabled={tooMany} onClick={() => setAsked("untag")}>
            Untag…
          </Button>
          <Button size="sm" disabled={tooMany} onClick={() => setAsked("owner")}>
            Owner…
          </Button>
          {archived ? (
            <Button size="sm" disabled={tooMany} onClick={() => restore.mutate({ ids: [...ids] })}>
              Restore
            </Button>
          ) : (
            <Button size="sm" variant="danger-quiet" disabled={tooMany} onClick={() => setAsked("archive")}>
              Archive…
            </Button>
          )}
        </>
      ) : null}
      <Button size="sm" variant="quiet" className="ml-auto" onClick={onClear}>
        Clear
      </Button>
      <TagDialog
        act="add"
        open={asked === "tag"}
        onOpenChange={() => setAsked(null)}
        ids={ids}
        onDone={(tag) => void done(`${people} tagged “${tag}”`)}
      />
      <TagDialog
        act="remove"
        open={asked === "untag"}
        onOpenChange={() => setAsked(null)}
        ids={ids}
        onDone={(tag) => void done(`“${tag}” taken from ${people}`)}
      />
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
          await orSay(archive.mutateAsync({ ids: [...ids] }));
          await done(`${people} archived`);
        }}
      >
        They leave the lists and their sequences, and get no marketing or sales mail any more; what waits for them is
        taken back. Their journey stays, and you can restore them.
      </ConfirmDialog>
    </fieldset>
  );
}
