"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { FoldersStep } from "./folders-step";
import { LimitsStep } from "./limits-step";
import { toSentence } from "./mailbox-checks";
import { isShut, type MailboxData, type Step, stepNow, stepOf, steps } from "./mailbox-data";
import { MailboxStatus } from "./mailbox-status";
import { SetupStep } from "./setup-step";
import { SignInStep } from "./sign-in-step";
import { TrialStep } from "./trial-step";

/** Connecting a mailbox, step by step; leaving and coming back goes on at the same place. */
export function MailboxSetup({
  id,
  code,
  state,
  refused,
}: {
  id: string;
  /** What a provider sent the member back with. */
  code: string | null;
  state: string | null;
  refused: string | null;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug } = useWorkspace();
  const mailbox = useQuery(trpc.mailboxes.get.queryOptions({ id }));
  const [words, setWords] = useState<string | null>(refused);
  const [back, setBack] = useState<Step | null>(null);
  const refresh = async () => {
    setBack(null);
    await queries.invalidateQueries({ queryKey: trpc.mailboxes.pathKey() });
  };
  const finish = useMutation(
    trpc.mailboxes.finishOauth.mutationOptions({
      onSuccess: async (answer) => {
        setWords(answer.words ?? null);
        await refresh();
      },
      onError: (error) => setWords(errorMessage(error)),
      onSettled: () => router.replace(`/${slug}/settings/mailboxes/${id}`),
    }),
  );
  const used = useRef(false);
  const { mutate } = finish;
  useEffect(() => {
    if (code === null || state === null || used.current || slug === "") return;
    used.current = true; // a code is good once
    mutate({ id, code, state });
  }, [code, state, id, mutate, slug]);

  if (mailbox.error && !mailbox.data)
    return <Failure onRetry={() => void mailbox.refetch()}>{errorMessage(mailbox.error)}</Failure>;
  if (!mailbox.data || finish.isPending)
    return (
      <Loading label="The mailbox is loading">
        <Skeleton className="h-80 w-full" />
      </Loading>
    );
  const { data } = mailbox;
  const at = back ?? stepNow(data);
  return (
    <div className="flex flex-col gap-5">
      <Card
        title={<span className="break-all">{data.address}</span>}
        action={<MailboxStatus status={data.status} trouble={data.trouble} />}
        flush
      >
        {isShut(data) ? (
          <div className="px-5 pb-4">
            <Callout tone="rust" title="The server does not let us in any more.">
              {data.trouble ? toSentence(data.trouble) : null} Nothing leaves from this mailbox until you have signed in
              again.
            </Callout>
          </div>
        ) : null}
        {data.status === "connected" && data.trouble ? (
          <div className="px-5 pb-4">
            <Callout tone="amber" title="It is not heard now.">
              {toSentence(data.trouble)} Heed keeps trying.
            </Callout>
          </div>
        ) : null}
        <ol className="border-line border-t">
          <Steps data={data} at={at} words={words} onBack={setBack} onDone={refresh} />
        </ol>
      </Card>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/${slug}/settings/mailboxes`}>All mailboxes</ButtonLink>
        <Disconnect mailbox={data} onDone={() => router.push(`/${slug}/settings/mailboxes`)} />
      </div>
    </div>
  );
}

function Steps({
  data,
  at,
  words,
  onBack,
  onDone,
}: {
  data: MailboxData;
  at: Step;
  words: string | null;
  onBack: (step: Step) => void;
  onDone: () => Promise<void>;
}) {
  const stateOf = (step: Step) => {
    if (step === at) return "now" as const;
    const reached = steps.indexOf(step) < steps.indexOf(stepOf(data)) || stepOf(data) === "done";
    return reached ? ("done" as const) : ("later" as const);
  };
  const again = (step: Step, label: string) => (
    <button type="button" className="text-pine text-sm underline" onClick={() => onBack(step)}>
      {label}
    </button>
  );
  const folders = data.folders.map(({ path }) => path).join(", ");
  return (
    <>
      <SetupStep
        number={1}
        title="Sign in"
        state={stateOf("sign_in")}
        summary={`${data.imapHost} and ${data.smtpHost}, as ${data.username}`}
        action={again("sign_in", "Sign in again")}
      >
        <SignInStep mailbox={data} words={words} onDone={onDone} />
      </SetupStep>
      <SetupStep
        number={2}
        title="Folders"
        state={stateOf("folders")}
        summary={folders}
        action={again("folders", "Choose others")}
      >
        <FoldersStep mailbox={data} onDone={onDone} />
      </SetupStep>
      <SetupStep
        number={3}
        title="A mail to yourself"
        state={stateOf("trial")}
        summary={data.plusAddressing ? "It came back, also with a plus in its address" : "It came back"}
      >
        <TrialStep mailbox={data} onDone={onDone} />
      </SetupStep>
      <SetupStep
        number={4}
        title="Limits and hours"
        state={stateOf("limits")}
        summary={limitWords(data)}
        action={again("limits", "Change")}
      >
        <LimitsStep mailbox={data} onDone={onDone} />
      </SetupStep>
      <SetupStep number={5} title="Connected" state={stateOf("done")}>
        <p className="text-ink2">
          Answers are heard within a second, and what you write by hand counts. Choose {data.name} as the sender of an
          email step to write from here.
        </p>
      </SetupStep>
    </>
  );
}

const limitWords = ({ dailyLimit, spacingSeconds }: MailboxData): string => {
  const most = dailyLimit === null ? "No daily limit" : `At most ${dailyLimit} a day`;
  return spacingSeconds ? `${most}, ${spacingSeconds} seconds apart` : most;
};

function Disconnect({ mailbox, onDone }: { mailbox: MailboxData; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const disconnect = useMutation(trpc.mailboxes.disconnect.mutationOptions());
  const began = mailbox.status === "setting_up";
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setOpen(true)}>
        {began ? "Give up…" : "Disconnect…"}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={began ? `Give up connecting ${mailbox.address}?` : `Disconnect ${mailbox.address}?`}
        confirmLabel={began ? "Give up" : "Disconnect"}
        danger
        onConfirm={async () => {
          await orSay(disconnect.mutateAsync({ id: mailbox.id }));
          await queries.invalidateQueries({ queryKey: trpc.mailboxes.pathKey() });
          onDone();
        }}
      >
        {began
          ? "What you signed in with is deleted. You can begin again with the same address at any time."
          : "What you signed in with is deleted. Sequences that send from here wait for another sender; what was heard stays."}
      </ConfirmDialog>
    </>
  );
}
