"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { sayRefusal } from "./entry-refusals";
import { RefusedMails } from "./refused-mails";

export interface EnrollDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Whom: contacts, or everybody in a segment. */
  readonly whom: { readonly contactIds: readonly string[] } | { readonly segmentId: string };
  /** "Jonas Weber", "12 people" */
  readonly whomLabel: string;
  readonly onEnrolled?: () => void;
}

/** Puts people into a live sequence by hand and says in words who did not get in. */
export function EnrollDialog(props: EnrollDialogProps) {
  return props.open ? <OpenEnrollDialog {...props} /> : null;
}

function OpenEnrollDialog({ open, onOpenChange, whom, whomLabel, onEnrolled }: EnrollDialogProps) {
  const trpc = useTRPC();
  const { vocabulary } = useVocabulary();
  const [sequenceId, setSequenceId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | undefined>();
  const enroll = useMutation(trpc.enrollments.enroll.mutationOptions({ onSuccess: () => onEnrolled?.() }));
  const live = (vocabulary?.sequences ?? []).filter(({ state }) => state === "live");
  const answer = enroll.data;
  const barred = answer?.refused["sales-barred"] ?? 0;
  const errors = fieldErrors(enroll.error);
  const isElsewhere = errors.sequenceId === undefined && (errors.reason === undefined || barred === 0);

  function send(contactIds?: string[]): void {
    if (sequenceId === null) {
      setMissing("Choose a sequence");
      return;
    }
    enroll.mutate({
      sequenceId,
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      ...(contactIds
        ? { contactIds }
        : "segmentId" in whom
          ? { segmentId: whom.segmentId }
          : { contactIds: [...whom.contactIds] }),
    });
  }
  const barredIds = (answer?.outcomes ?? []).flatMap((one) =>
    !one.ok && one.reason === "sales-barred" ? [one.contactId] : [],
  );
  const retryBarred = () => send(barredIds.length > 0 ? barredIds : undefined);

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      dismissible={!enroll.isPending}
      title="Enroll in a sequence"
      description={`${whomLabel} will start at its first step. Every mail still passes the limits.`}
      footer={
        answer && barred === 0 ? (
          <DialogClose>
            <Button variant="primary">Done</Button>
          </DialogClose>
        ) : (
          <>
            <DialogClose>
              <Button>{answer ? "Leave it" : "Cancel"}</Button>
            </DialogClose>
            <Button
              variant="primary"
              busy={enroll.isPending}
              disabled={barred > 0 && reason.trim() === ""}
              onClick={() => (barred > 0 ? retryBarred() : send())}
            >
              {barred > 0 ? "Enroll all the same" : "Enroll"}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {answer ? (
          <Outcome entered={answer.entered} refused={answer.refused} />
        ) : (
          <Field
            label="Sequence"
            nativeLabel={false}
            hint={vocabulary && live.length === 0 ? "No sequence is live yet: publish one first." : undefined}
            error={missing ?? errors.sequenceId}
          >
            <Combobox
              options={live.map(({ id, name }) => ({ value: id, label: name }))}
              value={sequenceId}
              onValueChange={(id) => {
                setSequenceId(id);
                setMissing(undefined);
              }}
              emptyText="No live sequence is called that"
            />
          </Field>
        )}
        {barred > 0 ? <RefusedMails contactIds={barredIds} /> : null}
        {barred > 0 ? (
          <Field
            label="They said no to sales. Why write again?"
            hint="Kept in the audit log with your name."
            error={errors.reason}
          >
            <Textarea rows={2} value={reason} onValueChange={setReason} />
          </Field>
        ) : null}
        {enroll.error && isElsewhere ? (
          <Callout tone="rust" live="alert">
            {Object.values(errors)[0] ?? errorMessage(enroll.error)}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  );
}

function Outcome({ entered, refused }: { entered: number; refused: Readonly<Partial<Record<string, number>>> }) {
  const reasons = Object.entries(refused).filter((entry): entry is [string, number] => (entry[1] ?? 0) > 0);
  return (
    <Callout
      tone={entered > 0 ? "pine" : "amber"}
      live="status"
      title={entered === 0 ? "Nobody entered." : `${entered} ${entered === 1 ? "person" : "people"} entered.`}
    >
      {reasons.length > 0 ? `${reasons.map(([reason, count]) => sayRefusal(reason, count)).join("; ")}.` : null}
    </Callout>
  );
}
