"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus, ListChecks, MessageSquareText, Send } from "lucide-react";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import type { ReplyDetail } from "@/components/replies/reply-words";
import type { SavedAnswerDraft } from "@/components/replies/saved-answer-form";
import { SavedAnswersDialog } from "@/components/replies/saved-answers-dialog";
import { useAnswerDraft } from "@/components/replies/use-answer-draft";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatInstant } from "@/components/ui/date-format";
import { Field } from "@/components/ui/field";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";

/** The answer, by hand: it always may go, and says what waits longer because of it. */
export function AnswerBox({
  reply,
  focused,
  onSent,
}: {
  reply: ReplyDetail;
  /** It takes what is typed as soon as it is there. */
  focused: boolean;
  onSent: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone, can, me, workspace } = useWorkspace();
  const paused = workspace?.sendingPausedAt != null;
  const { vocabulary } = useVocabulary();
  const { text, key, change, sent } = useAnswerDraft(me?.id ?? "", reply.id);
  const [senderId, setSenderId] = useState<string | null>(null);
  /** The dialog of saved answers, and what is written there at once. */
  const [saving, setSaving] = useState<{ start: SavedAnswerDraft | null } | null>(null);
  const saved = useQuery(trpc.replies.savedAnswers.queryOptions());
  const preview = useQuery(trpc.replies.preview.queryOptions({ id: reply.id, senderId }));
  const answer = useMutation(
    trpc.replies.answer.mutationOptions({
      onSuccess: () => {
        notify({
          title: paused
            ? `Your answer to ${reply.contact.name} waits until sending is resumed`
            : `Your answer to ${reply.contact.name} leaves now`,
        });
        sent();
        onSent();
      },
    }),
  );
  const insert = async (id: string) => {
    try {
      const filled = await queries.fetchQuery(trpc.replies.fillSavedAnswer.queryOptions({ id, replyId: reply.id }));
      change((before) => (before.trim() === "" ? filled.text : `${before}\n\n${filled.text}`));
      if (filled.missing.length > 0)
        notify({ title: "Something is not known", description: `Look at the place of ${filled.missing.join(", ")}.` });
    } catch (error) {
      notifyFailure(error);
    }
  };
  if (!can("tasks.write")) return null;
  const senders = (vocabulary?.senders ?? []).filter(
    ({ archived, memberId }) => !archived && (memberId === null || memberId === me?.id || can("sender.of-others")),
  );
  const pushed = preview.data?.pushedBack ?? [];
  return (
    <form
      aria-label="Answer"
      className="mt-5 flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate({ id: reply.id, key, text, ...(senderId === null ? {} : { senderId }) });
      }}
    >
      <Field
        label={`Answer to ${reply.answersTo}`}
        hint={
          reply.answersTo === reply.from.address || reply.from.address === ""
            ? undefined
            : `${reply.from.address} asks for answers there.`
        }
      >
        <Textarea
          id="answer-text"
          autoFocus={focused}
          rows={5}
          value={text}
          onValueChange={(next) => change(() => next)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      {paused ? <Callout tone="amber">All sending is paused: your answer waits until it is resumed.</Callout> : null}
      {pushed.length > 0 ? (
        <Callout tone="slate" title={paused ? "Once it goes:" : "Your answer goes at once."}>
          {pushed
            .slice(0, 3)
            .map(({ title, to, skipped }) =>
              skipped
                ? `${title} will not go any more`
                : to
                  ? `${title} waits until ${formatInstant(to, zone, "short")}`
                  : `${title} waits until you have finished talking`,
            )
            .join("; ")}
          {pushed.length > 3 ? `; and ${pushed.length - 3} more` : ""}.
        </Callout>
      ) : preview.error ? (
        <p className="text-rust text-sm">{errorMessage(preview.error)}</p>
      ) : preview.data === undefined || paused ? null : (
        <p className="text-ink3 text-sm">
          It goes at once and counts as a mail to them: nothing else is due that it would push back.
        </p>
      )}
      {answer.error ? (
        <Callout tone="rust" live="alert">
          {errorMessage(answer.error)}
        </Callout>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="From"
          className="w-64"
          placeholder={preview.data ? `As ${preview.data.by.name}, ${preview.data.by.address}` : "As…"}
          options={senders.map(({ id, name, address }) => ({ value: id, label: name, hint: address }))}
          value={senderId}
          onValueChange={setSenderId}
        />
        <Menu
          align="start"
          trigger={
            <Button type="button" icon={<MessageSquareText aria-hidden="true" />}>
              Saved answers
            </Button>
          }
        >
          {(saved.data ?? []).map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => void insert(id)}>
              {name}
            </MenuItem>
          ))}
          {(saved.data ?? []).length > 0 ? <MenuSeparator /> : null}
          <MenuItem
            icon={<BookmarkPlus aria-hidden="true" />}
            disabled={text.trim() === ""}
            onSelect={() => setSaving({ start: { id: null, name: "", body: text } })}
          >
            Save this one…
          </MenuItem>
          <MenuItem icon={<ListChecks aria-hidden="true" />} onSelect={() => setSaving({ start: null })}>
            Change saved answers…
          </MenuItem>
        </Menu>
        <Button
          type="submit"
          variant="primary"
          className="ml-auto"
          icon={<Send aria-hidden="true" />}
          busy={answer.isPending}
          disabled={text.trim() === ""}
        >
          Send answer
        </Button>
      </div>
      {saving ? <SavedAnswersDialog start={saving.start} onClose={() => setSaving(null)} /> : null}
    </form>
  );
}
