"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquareReply } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { nextReply } from "@/components/replies/next-reply";
import { ReplyList } from "@/components/replies/reply-list";
import { ReplyPane } from "@/components/replies/reply-pane";
import { addressOf, replyViews, viewOf } from "@/components/replies/reply-views";
import { classKeys } from "@/components/replies/reply-words";
import { isLasting, type LastingClass, UntilDialog } from "@/components/replies/until-dialog";
import { useReplyActions } from "@/components/replies/use-reply-actions";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { takesLetters } from "@/components/ui/single-key";
import { type ReplyClass, replyClasses, replyClassNames } from "@/core/reply-class";

/** Everything people wrote back: what it is, what the sequence did about it, and the answer. */
export function RepliesScreen({
  workspace,
  replyId,
  listed,
}: {
  workspace: string;
  /** From the address: a reply, and in which list one looked at it. */
  replyId: string | null;
  listed: string | null;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone, workspace: here, me, can } = useWorkspace();
  const [view, setView] = useState(() => viewOf(listed, replyId));
  const [kind, setKind] = useState<ReplyClass | "any">("any");
  const [mine, setMine] = useState<"all" | "mine" | "nobody">("all");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(replyId);
  const input = {
    view,
    search: useDeferredValue(search),
    ...(kind === "any" ? {} : { class: kind }),
    ...(mine === "all" ? {} : { owner: mine === "mine" ? (me?.id ?? "") : "nobody" }),
  };
  const list = useInfiniteQuery(
    trpc.replies.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (before) => before,
    }),
  );
  const items = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.items), [list.data]);
  const first = items[0]?.id ?? null;
  // one stays with what one reads: a reply that comes, or one that a colleague answers, makes another the first
  if (chosen === null && first !== null && !list.isPlaceholderData) setChosen(first);
  const selectedId = chosen ?? first;
  const select = (id: string | null, from = view) => {
    setChosen(id);
    setBegun(null);
    window.history.replaceState(null, "", addressOf(from, id));
    if (id !== null) document.getElementById(`reply-${id}`)?.scrollIntoView({ block: "nearest" });
  };
  const step = (by: number) => {
    const at = items.findIndex(({ id }) => id === selectedId);
    const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
    if (next) select(next.id);
    if (at + by >= items.length - 1 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  /** What is done leaves the list: the one below it is next. */
  const goOn = (gone: string) => {
    const next = nextReply(
      items.map(({ id }) => id),
      gone,
      selectedId,
    );
    if (next !== null && view !== "all") select(next);
    void queries.invalidateQueries({ queryKey: trpc.replies.pathKey() });
  };
  const { correct, done, snoozeTillTomorrow } = useReplyActions({ onGone: goOn });
  /** Whose answer is begun: its box takes the words as soon as it is there. */
  const [begun, setBegun] = useState<string | null>(null);
  const answerNow = () => {
    setBegun(selectedId);
    document.getElementById("answer-text")?.focus();
  };
  const [asked, setAsked] = useState<{ id: string; kind: LastingClass } | null>(null);
  /** What it is, said by a member; what lasts until a day asks for it first. */
  const say = (id: string, said: ReplyClass) =>
    isLasting(said) ? setAsked({ id, kind: said }) : correct.mutate({ id, class: said });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target) || selectedId === null) return;
      // an answer is being begun, and its box is still on the way: these are its words, not orders
      if (begun === selectedId && !document.getElementById("reply-pane")) return event.preventDefault();
      const named = classKeys.find(({ key }) => key === event.key);
      if (event.key === "j" || event.key === "ArrowDown") step(1);
      else if (event.key === "k" || event.key === "ArrowUp") step(-1);
      else if (event.key === "Enter" || event.key === "o") document.getElementById("reply-pane")?.focus();
      else if (event.key === "r") answerNow();
      else if (event.key === "e") done.mutate({ id: selectedId });
      else if (event.key === "s") snoozeTillTomorrow(selectedId);
      else if (named && can("replies.correct")) say(selectedId, named.class);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <div className="shell-height flex flex-col">
      <header className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-3 sm:px-6">
        <h1 className="font-medium font-serif text-title">Replies</h1>
        <Segmented
          label="Which"
          options={replyViews}
          value={view}
          onValueChange={(next) => {
            setView(next);
            select(null, next);
          }}
        />
        <Select
          aria-label="Kind"
          className="w-44"
          options={[
            { value: "any", label: "Any kind" },
            ...replyClasses.map((value) => ({ value, label: replyClassNames[value] })),
          ]}
          value={kind}
          onValueChange={setKind}
        />
        <Select
          aria-label="Whose"
          className="w-36"
          options={[
            { value: "all", label: "Everybody's" },
            { value: "mine", label: "Mine" },
            { value: "nobody", label: "Nobody's" },
          ]}
          value={mine}
          onValueChange={setMine}
        />
        <div className="min-w-40 flex-1">
          <Input
            type="search"
            aria-label="Search replies"
            placeholder="Search by person or subject"
            value={search}
            onValueChange={setSearch}
          />
        </div>
        <p className="hidden items-center gap-1 text-caption text-ink3 xl:flex">
          <Kbd>J</Kbd>
          <Kbd>K</Kbd> move <Kbd>R</Kbd> answer <Kbd>E</Kbd> done <Kbd>S</Kbd> tomorrow <Kbd>1</Kbd>–<Kbd>0</Kbd> what
          it is
        </p>
      </header>
      {list.error && !list.data ? (
        <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
      ) : list.isPending ? (
        <div className="px-6 py-5">
          <TableSkeleton rows={8} />
        </div>
      ) : items.length === 0 && chosen === null ? (
        <EmptyState icon={<MessageSquareReply />} title={view === "open" ? "Everything is answered" : "Nothing here"}>
          {view === "open"
            ? "Who writes back stands here, oldest first, with what the sequence did about it."
            : "No reply fits this choice."}
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
          <div className="flex max-h-80 flex-col border-line border-b bg-surface lg:max-h-none lg:w-96 lg:shrink-0 lg:border-r lg:border-b-0">
            <ReplyList
              items={items}
              selectedId={selectedId}
              zone={zone}
              now={here?.now ?? new Date(0)}
              onSelect={select}
              more={{ has: list.hasNextPage, busy: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
            />
          </div>
          {selectedId === null ? null : (
            <ReplyPane
              key={selectedId}
              id={selectedId}
              workspace={workspace}
              answers={begun === selectedId}
              onGone={goOn}
              onSay={(said) => say(selectedId, said)}
              saying={correct.isPending ? correct.variables.class : null}
            />
          )}
        </div>
      )}
      {asked ? (
        <UntilDialog
          kind={asked.kind}
          onClose={() => setAsked(null)}
          onSay={(until) => {
            correct.mutate({ id: asked.id, class: asked.kind, until });
            setAsked(null);
          }}
        />
      ) : null}
    </div>
  );
}
