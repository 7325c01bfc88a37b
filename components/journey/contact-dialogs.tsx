"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ContactSheet } from "@/components/contacts/contact-sheet";
import { EnrollDialog } from "@/components/contacts/enroll-dialog";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { notify } from "@/components/ui/toast";
import { toDraft } from "./contact-draft";
import type { HeaderAction } from "./contact-header";
import { EraseDialog } from "./erase-dialog";
import type { ContactFacts, Journey, Passage } from "./journey-data";
import { toJourneyText } from "./journey-text";
import { LogTouchDialog } from "./log-touch-dialog";
import { MergeDialog } from "./merge-dialog";
import { type PassageAction, PassageDialogs } from "./passage-dialogs";
import { type PersonAction, PersonDialogs } from "./person-dialogs";

const passageActions: readonly string[] = ["skip", "pause", "move", "remove"] satisfies PassageAction[];
const personActions: readonly string[] = ["leave-alone", "frequency", "suppress"] satisfies PersonAction[];
const isPassageAction = (action: string | null): action is PassageAction =>
  action !== null && passageActions.includes(action);
const isPersonAction = (action: string | null): action is PersonAction =>
  action !== null && personActions.includes(action);

/** Carries out what the header asks: at once, or through a dialog that asks for the reason. */
export function useContactActions(contact: ContactFacts, journey: Journey, passage: Passage | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const [asked, setAsked] = useState<HeaderAction | null>(null);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.contacts.pathKey() }),
    ]);
  const after = (title: string) => ({
    onSuccess: async () => {
      notify({ title });
      await refresh();
    },
    onError: notifyFailure,
  });
  const resume = useMutation(trpc.enrollments.resume.mutationOptions(after("It goes on, at its normal pace")));
  const free = useMutation(trpc.contacts.clearLeaveAlone.mutationOptions(after("No longer left alone")));
  const archive = useMutation(trpc.contacts.archive.mutationOptions(after("Archived")));
  const restore = useMutation(trpc.contacts.restore.mutationOptions(after("Restored")));

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(toJourneyText(journey, window.location.href));
      notify({ title: "Copied", description: "The journey as text, with the address of this page." });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      notify({ title: "The browser did not let us copy", tone: "error" });
    }
  }
  function act(action: HeaderAction): void {
    if (action === "copy") void copy();
    else if (action === "file") window.location.assign(`/api/export/${slug}/person/${contact.id}`);
    else if (action === "resume") passage && resume.mutate({ ids: [passage.id] });
    else if (action === "freed") free.mutate({ contactId: contact.id });
    else if (action === "company-freed") free.mutate({ contactId: contact.id, wholeCompany: true });
    else if (action === "archive") (contact.archivedAt ? restore : archive).mutate({ ids: [contact.id] });
    else setAsked(action);
  }
  const close = () => {
    setAsked(null);
    void refresh();
  };
  const dialogs = (
    <>
      {passage ? (
        <PassageDialogs
          asked={isPassageAction(asked) ? asked : null}
          passage={passage}
          name={contact.name}
          zone={journey.contact.zone}
          onClose={close}
        />
      ) : null}
      <PersonDialogs
        asked={isPersonAction(asked) ? asked : null}
        contact={contact}
        zone={journey.contact.zone}
        onClose={close}
      />
      {asked === "log" ? <LogTouchDialog contact={contact} zone={journey.contact.zone} onClose={close} /> : null}
      {asked === "erase" ? <EraseDialog contact={contact} onClose={() => setAsked(null)} /> : null}
      {asked === "merge" ? <MergeDialog contact={contact} onClose={close} /> : null}
      <EnrollDialog
        open={asked === "enroll"}
        onOpenChange={close}
        whom={{ contactIds: [contact.id] }}
        whomLabel={contact.name}
      />
      <ContactSheet
        open={asked === "edit"}
        onOpenChange={close}
        contact={{ id: contact.id, draft: toDraft(contact) }}
        onSaved={() => {
          notify({ title: "Saved" });
          close();
        }}
      />
    </>
  );
  return { act, dialogs };
}
