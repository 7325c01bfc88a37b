"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LogTouchDialog } from "@/components/journey/log-touch-dialog";
import { PersonDialogs } from "@/components/journey/person-dialogs";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toast";
import { PhishDialog } from "./phish-dialog";
import type { Found } from "./support-screen";

type Asked = "log" | "leave-alone" | "frequency" | "topic" | "pause" | "phish";

/** What one can do for the caller. Each is a right of its own, and each is in the audit log. */
export function SupportActions({ found, onChanged }: { found: Found; onChanged: () => void }) {
  const trpc = useTRPC();
  const { can, zone } = useWorkspace();
  const [asked, setAsked] = useState<Asked | null>(null);
  const contactId = found.person?.contactId ?? null;
  const contact = useQuery({ ...trpc.contacts.get.queryOptions({ id: contactId ?? "" }), enabled: contactId !== null });
  const topic = found.sent.find(({ topicId }) => topicId !== null);
  const passage = found.planned.find(({ enrollmentId }) => enrollmentId !== null);
  const close = () => {
    setAsked(null);
    onChanged();
  };
  const person = contactId === null ? null : (contact.data ?? null);
  return (
    <div className="flex flex-wrap gap-2">
      {person && can("contacts.write") ? <Button onClick={() => setAsked("log")}>Log a call</Button> : null}
      {person && can("leave-alone") ? <Button onClick={() => setAsked("leave-alone")}>Leave alone</Button> : null}
      {person && can("consent.write") ? <Button onClick={() => setAsked("frequency")}>How often</Button> : null}
      {person && topic && can("consent.write") ? (
        <Button onClick={() => setAsked("topic")}>End “{topic.topicName}”</Button>
      ) : null}
      {person && passage && can("passage.pause") ? (
        <Button onClick={() => setAsked("pause")}>Pause {passage.partOf}</Button>
      ) : null}
      {can("phish.report") ? (
        <Button variant="danger-quiet" onClick={() => setAsked("phish")}>
          Report a phish
        </Button>
      ) : null}
      {person && asked === "log" ? <LogTouchDialog contact={person} zone={zone} onClose={close} /> : null}
      {person ? (
        <PersonDialogs
          asked={asked === "leave-alone" || asked === "frequency" ? asked : null}
          contact={person}
          zone={zone}
          onClose={close}
        />
      ) : null}
      {person && topic?.topicId && asked === "topic" ? (
        <EndTopic contactId={person.id} topicId={topic.topicId} name={topic.topicName ?? ""} onClose={close} />
      ) : null}
      {passage?.enrollmentId && asked === "pause" ? (
        <PausePassage enrollmentId={passage.enrollmentId} name={passage.partOf ?? "it"} onClose={close} />
      ) : null}
      {asked === "phish" ? <PhishDialog found={found} onClose={close} /> : null}
    </div>
  );
}

function EndTopic(props: { contactId: string; topicId: string; name: string; onClose: () => void }) {
  const trpc = useTRPC();
  const end = useMutation(trpc.preferences.setTopic.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={props.onClose}
      title={`No more mails about “${props.name}”?`}
      confirmLabel="End this topic"
      onConfirm={async () => {
        await orSay(end.mutateAsync({ contactId: props.contactId, topicId: props.topicId, choice: "out" }));
        notify({ title: "Ended", description: "What was waiting about it is not sent." });
      }}
    >
      <p>Other topics go on. The person can choose it again on their preference page.</p>
    </ConfirmDialog>
  );
}

function PausePassage(props: { enrollmentId: string; name: string; onClose: () => void }) {
  const trpc = useTRPC();
  const pause = useMutation(trpc.enrollments.pause.mutationOptions());
  return (
    <ConfirmDialog
      open
      onOpenChange={props.onClose}
      title={`Pause ${props.name} for this person?`}
      confirmLabel="Pause"
      reason="required"
      onConfirm={async (reason) => {
        await orSay(pause.mutateAsync({ ids: [props.enrollmentId], reason }));
        notify({ title: "Paused", description: "Nothing of it is sent until somebody resumes it." });
      }}
    >
      <p>Time stands still in it. Everybody else goes on.</p>
    </ConfirmDialog>
  );
}
