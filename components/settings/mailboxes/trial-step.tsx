"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Spinner } from "@/components/ui/spinner";
import { toSentence } from "./mailbox-checks";
import type { MailboxData } from "./mailbox-data";

const LOOK_EVERY_MS = 2_000;
/** The second mail, with the plus in its address, gets so long after the first has come. */
const PLUS_PATIENCE_MS = 15_000;
const PATIENCE_MS = 90_000;

/** A mail to oneself and back: sending and hearing work, and answers may carry a token or not. */
export function TrialStep({ mailbox, onDone }: { mailbox: MailboxData; onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const { id } = mailbox;
  const send = useMutation(trpc.mailboxes.sendTrial.mutationOptions({ onSuccess: onDone }));
  const look = useMutation(trpc.mailboxes.checkTrial.mutationOptions());
  const trial = look.data?.ok ? look.data.trial : mailbox.setup.trial;
  const ageMs = (now: number) => (trial ? now - new Date(trial.sentAt).getTime() : 0);
  const waiting = trial !== undefined && !(trial.arrived && trial.plusArrived);
  // Looks until both have come, or the plus one has had its time.
  const asked = useQuery({
    queryKey: ["mailbox-trial", id, trial?.mark],
    enabled: waiting,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.over ? false : LOOK_EVERY_MS),
    queryFn: async () => {
      const answer = await look.mutateAsync({ id });
      const late = ageMs(Date.now());
      const over = answer.ok && ((answer.trial.arrived && late > PLUS_PATIENCE_MS) || late > PATIENCE_MS);
      if (answer.ok && answer.trial.arrived && (answer.trial.plusArrived || over)) await onDone();
      return { answer, over };
    },
  });
  const refused = send.data?.ok === false ? send.data : asked.data?.answer.ok === false ? asked.data.answer : null;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink2">
        Heed sends two mails from {mailbox.address} to itself and waits for them. You may delete them afterwards.
      </p>
      {refused ? (
        <Callout tone="rust" live="alert" title="It does not work yet.">
          {toSentence(refused.words)} {refused.advice}
        </Callout>
      ) : null}
      {send.error ? (
        <Callout tone="rust" live="alert">
          {errorMessage(send.error)}
        </Callout>
      ) : null}
      {waiting && !asked.data?.over ? (
        <p role="status" className="flex items-center gap-2 text-ink2">
          <Spinner /> {trial.arrived ? "It has come. Waiting for the one with a plus in its address…" : "On its way…"}
        </p>
      ) : null}
      {asked.data?.over && trial && !trial.arrived ? (
        <Callout tone="amber" live="status" title="It has not come back in a minute and a half.">
          Look into the Junk folder of the mailbox, then send it again.
        </Callout>
      ) : null}
      <div>
        <Button variant={trial ? "secondary" : "primary"} busy={send.isPending} onClick={() => send.mutate({ id })}>
          {trial ? "Send it again" : "Send a mail to myself"}
        </Button>
      </div>
    </div>
  );
}
