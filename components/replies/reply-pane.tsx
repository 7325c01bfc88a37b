"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AlarmClock, Check, UserRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { AnswerBox } from "@/components/replies/answer-box";
import { ReplyMail } from "@/components/replies/reply-mail";
import { classKeys, matchWords, type ReplyDetail, sayEffects, toneOf } from "@/components/replies/reply-words";
import { isLasting } from "@/components/replies/until-dialog";
import { useReplyActions } from "@/components/replies/use-reply-actions";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { type ReplyClass, replyClassNames } from "@/core/reply-class";

/** One reply with everything around it: what it is and why, what came of it, the thread, the answer. */
export function ReplyPane({
  id,
  workspace,
  answers,
  onGone,
  onSay,
  saying,
}: {
  id: string;
  workspace: string;
  /** One wants to write the answer at once. */
  answers: boolean;
  onGone: (id: string) => void;
  /** A member says what it is. */
  onSay: (kind: ReplyClass) => void;
  /** What is being said right now. */
  saying: ReplyClass | null;
}) {
  const trpc = useTRPC();
  const [images, setImages] = useState(false);
  const reply = useQuery(trpc.replies.get.queryOptions({ id, images }, { placeholderData: (before) => before }));
  if (reply.error && !reply.data)
    return <Failure onRetry={() => void reply.refetch()}>{errorMessage(reply.error)}</Failure>;
  if (!reply.data)
    return (
      <Loading label="Reading the reply">
        <Skeleton className="m-6 h-64 flex-1" />
      </Loading>
    );
  return (
    <section
      id="reply-pane"
      tabIndex={-1}
      aria-label={`Reply of ${reply.data.contact.name}`}
      className="min-h-0 min-w-0 flex-1 overflow-y-auto px-4 pt-5 pb-24 outline-none sm:px-8 lg:pb-5"
    >
      <Head reply={reply.data} workspace={workspace} onGone={onGone} />
      <What reply={reply.data} onSay={onSay} saying={saying} />
      <ReplyMail reply={reply.data} images={images} onImages={() => setImages(true)} />
      {!reply.data.mayRead ? null : reply.data.answersTo === null ? (
        <p className="mt-5 text-ink2">There is nobody to answer: a mail server wrote this.</p>
      ) : (
        <AnswerBox reply={reply.data} focused={answers} onSent={() => onGone(id)} />
      )}
    </section>
  );
}

function Head({ reply, workspace, onGone }: { reply: ReplyDetail; workspace: string; onGone: (id: string) => void }) {
  const { zone, can } = useWorkspace();
  const { vocabulary } = useVocabulary();
  const { done, reopen, snoozeFor, hand } = useReplyActions({ onGone });
  return (
    <div className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-medium font-serif text-title">
          <Link
            prefetch={false}
            href={`/${workspace}/contacts/${reply.contact.id}`}
            className="no-underline hover:underline"
          >
            {reply.contact.name}
          </Link>
        </h2>
        <p className="text-ink2">
          {reply.from.address || "without a sender"} · <DateTime at={reply.receivedAt} zone={zone} />
          {reply.owner ? ` · ${reply.owner.name} answers` : " · nobody's yet"}
        </p>
      </div>
      {can("tasks.write") ? (
        <div className="flex flex-wrap gap-2">
          <Menu
            trigger={
              <Button size="sm" icon={<UserRound aria-hidden="true" />}>
                Hand to…
              </Button>
            }
          >
            {(vocabulary?.members ?? []).map(({ id, name }) => (
              <MenuItem key={id} onSelect={() => hand.mutate({ id: reply.id, memberId: id })}>
                {name}
              </MenuItem>
            ))}
            <MenuItem onSelect={() => hand.mutate({ id: reply.id, memberId: null })}>Nobody</MenuItem>
          </Menu>
          <Menu
            trigger={
              <Button size="sm" icon={<AlarmClock aria-hidden="true" />}>
                Later
              </Button>
            }
          >
            <MenuItem shortcut="S" onSelect={() => snoozeFor(reply.id, 1)}>
              Tomorrow
            </MenuItem>
            <MenuItem onSelect={() => snoozeFor(reply.id, 3)}>In three days</MenuItem>
            <MenuItem onSelect={() => snoozeFor(reply.id, 7)}>In a week</MenuItem>
          </Menu>
          {reply.handledAt ? (
            <Button size="sm" busy={reopen.isPending} onClick={() => reopen.mutate({ id: reply.id })}>
              Open again
            </Button>
          ) : (
            <Button
              size="sm"
              icon={<Check aria-hidden="true" />}
              busy={done.isPending}
              onClick={() => done.mutate({ id: reply.id })}
            >
              Done
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

function What({
  reply,
  onSay,
  saying,
}: {
  reply: ReplyDetail;
  onSay: (kind: ReplyClass) => void;
  saying: ReplyClass | null;
}) {
  const { zone, can } = useWorkspace();
  const mayCorrect = can("replies.correct") && !reply.historical;
  const effects = reply.effects.map(({ kind, sequence, undoneAt }) => ({ kind, sequence, undone: undoneAt !== null }));
  const [first] = reply.evidence;
  return (
    <div className="my-4 flex flex-col gap-2.5 rounded-card border border-line bg-surface px-4 py-3.5">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={toneOf(reply.class)}>{replyClassNames[reply.class]}</Badge>
        <span className="text-ink2 text-sm">
          {reply.corrected
            ? `A colleague said so; we had read “${replyClassNames[reply.machineClass].toLowerCase()}”.`
            : first
              ? `Because it ${first.why}${reply.mayRead && first.seen ? `: “${first.seen.slice(0, 120)}”` : ""}.`
              : null}{" "}
          Found {matchWords[reply.matchMethod]}.
        </span>
        {reply.returnsAt ? (
          <span className="text-ink2 text-sm">
            Until <DateTime at={reply.returnsAt} zone={zone} />.{" "}
            {mayCorrect && isLasting(reply.class) ? (
              <button type="button" className="text-pine underline" onClick={() => onSay(reply.class)}>
                Another day
              </button>
            ) : null}
          </span>
        ) : null}
      </div>
      <p>{sayEffects(effects)}</p>
      {reply.asksSender ? <SamePerson reply={reply} /> : null}
      {mayCorrect ? (
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="mb-1 text-caption text-ink3">
            What is it really? What it did is taken back and done anew.
          </legend>
          {classKeys.map(({ key, class: kind }) => (
            <Button
              key={kind}
              size="sm"
              variant={kind === reply.class ? "primary" : "quiet"}
              aria-pressed={kind === reply.class}
              busy={saying === kind}
              onClick={() => onSay(kind)}
            >
              <span className="tabular opacity-60">{key}</span> {replyClassNames[kind]}
            </Button>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function SamePerson({ reply }: { reply: ReplyDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const tell = useMutation(
    trpc.replies.sender.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.replies.pathKey() }),
      onError: notifyFailure,
    }),
  );
  return (
    <Callout
      tone="amber"
      title={`Written from ${reply.from.address}.`}
      action={
        <span className="flex gap-2">
          <Button size="sm" onClick={() => tell.mutate({ id: reply.id, is: "same" })}>
            The same person
          </Button>
          <Button size="sm" variant="quiet" onClick={() => tell.mutate({ id: reply.id, is: "other" })}>
            Somebody else
          </Button>
        </span>
      }
    >
      It counts for {reply.contact.name}, whose mail was answered. Is it another address of theirs?
    </Callout>
  );
}
