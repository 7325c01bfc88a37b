"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { WeeklyHours } from "@/components/hours/weekly-hours";
import { errorMessage, problemsBelow } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useSaveEnd } from "@/components/trpc/use-save-end";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { Outputs } from "./settings-data";

type Topic = Outputs["topics"]["list"][number];
type TopicClass = "marketing" | "sales" | "transactional";

const classes: readonly { value: TopicClass; label: string; hint: string }[] = [
  { value: "marketing", label: "Marketing", hint: "Counts, and waits for its turn." },
  { value: "sales", label: "Sales", hint: "Written as from one person to another." },
  { value: "transactional", label: "Transactional", hint: "Answers something they did: receipts, accounts." },
];

/** What people choose by: name, what they read of it, whether they see it, and whether reactions are counted. */
export function TopicSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [edited, setEdited] = useState<Topic | "new" | null>(null);
  const [leaving, setLeaving] = useState<Topic | null>(null);
  const list = useQuery(trpc.topics.list.queryOptions());
  const archive = useMutation(trpc.topics.archive.mutationOptions());
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.pathKey() });
  return (
    <div className="flex flex-col gap-5">
      <Card flush>
        {list.error && !list.data ? (
          <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>
        ) : !list.data ? (
          <Loading label="Topics are loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState size="inline" title="No topics yet">
            People choose by topic what they get, and limits count by it.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.data.map((topic) => (
              <li key={topic.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
                <div className="min-w-0 flex-1 basis-44">
                  <p className="truncate font-medium">{topic.name}</p>
                  <p className="text-ink2 text-sm">{topic.description || "No description"}</p>
                </div>
                <span className="flex flex-wrap gap-1">
                  <Badge>{topic.class}</Badge>
                  {topic.public ? null : <Badge>not shown to people</Badge>}
                  {topic.tracked ? null : <Badge>reactions not counted</Badge>}
                  {topic.hours?.weekly ? <Badge>own hours</Badge> : null}
                </span>
                {can("topics.write") ? (
                  <span className="flex gap-1">
                    <Button size="sm" aria-label={`Edit ${topic.name}`} onClick={() => setEdited(topic)}>
                      Edit…
                    </Button>
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={`Archive ${topic.name}`}
                      onClick={() => setLeaving(topic)}
                    >
                      Archive…
                    </Button>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {can("topics.write") ? (
        <div>
          <Button icon={<Plus />} onClick={() => setEdited("new")}>
            New topic
          </Button>
        </div>
      ) : null}
      {edited ? <TopicDialog topic={edited === "new" ? null : edited} onClose={() => setEdited(null)} /> : null}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={`Archive ${leaving?.name ?? "this topic"}?`}
        confirmLabel="Archive"
        danger
        onConfirm={async () => {
          if (!leaving) return;
          await orSay(archive.mutateAsync({ id: leaving.id }));
          await refresh();
        }}
      >
        It leaves pickers and the preference centre; what was sent about it keeps its name.
      </ConfirmDialog>
    </div>
  );
}

function TopicDialog({ topic, onClose }: { topic: Topic | null; onClose: () => void }) {
  const trpc = useTRPC();
  const [draft, setDraft] = useState({
    name: topic?.name ?? "",
    description: topic?.description ?? "",
    class: classes.find(({ value }) => value === topic?.class)?.value ?? ("marketing" as TopicClass),
    public: topic?.public ?? true,
    tracked: topic?.tracked ?? true,
    hours: topic?.hours ?? null,
  });
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const { errors, end } = useSaveEnd({ failed: "This topic was not saved", onSaved: onClose });
  const create = useMutation(trpc.topics.create.mutationOptions(end));
  const update = useMutation(trpc.topics.update.mutationOptions(end));
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (topic) update.mutate({ id: topic.id, ...draft });
    else create.mutate(draft);
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={topic ? `Edit ${topic.name}` : "New topic"}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="topic" variant="primary" busy={create.isPending || update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="topic" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Field label="Name" error={errors.name}>
          <Input value={draft.name} onValueChange={(name) => set({ name })} placeholder="Product news" />
        </Field>
        <Field label="What people read about it" optional error={errors.description}>
          <Input
            value={draft.description}
            onValueChange={(description) => set({ description })}
            placeholder="What is new and how to use it"
          />
        </Field>
        <Field label="Kind" nativeLabel={false}>
          <Select
            aria-label="Kind"
            options={classes}
            value={draft.class}
            onValueChange={(value) => set({ class: value })}
          />
        </Field>
        <Checkbox
          label="People can choose it"
          hint="Stands in the preference centre."
          checked={draft.public}
          onCheckedChange={(value) => set({ public: value })}
        />
        <Checkbox
          label="Count opens and clicks"
          hint="Off: its mails carry no pixel and their true links."
          checked={draft.tracked}
          onCheckedChange={(tracked) => set({ tracked })}
        />
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 font-medium text-ink2 text-sm">Sending hours</legend>
          <WeeklyHours
            value={draft.hours}
            problems={problemsBelow(errors, "hours")}
            onChange={(hours) => set({ hours })}
            setLabel="Set hours for this topic"
            inheritLabel="Use the workspace's hours"
          />
          <p className="text-caption text-ink3">
            In the person's zone. The hours of a sequence or of a single email go before these.
          </p>
        </fieldset>
      </form>
    </Dialog>
  );
}
