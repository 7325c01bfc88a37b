"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, useMemo, useState } from "react";
import { byRank } from "@/components/canvas/editor/by-rank";
import { ProblemText } from "@/components/sequences/problem-text";
import { type SequenceHead, SequenceHeaderBar } from "@/components/sequences/sequence-header-bar";
import { useSequenceRights } from "@/components/sequences/use-sequence-rights";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { CanvasSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";
import { emptyGraph } from "@/core/edit";
import { type Graph, type NodeId, nodeOf, nodesOf, stepLabel } from "@/core/graph";
import type { Destination } from "@/core/migrate";
import { type Choices, choiceKey } from "@/core/migrate-choice";
import { diffView, sayDiff } from "./diff-graph";
import { sayPeople } from "./move-words";
import { canKeep, type How, PeopleChoice } from "./people-choice";
import { DiffCanvas } from "./publish-canvas";
import { useUndoMove } from "./use-undo-move";
import { WhatChanges } from "./what-changes";

const refusals = {
  problems: "Something is still to fix",
  choose: "People came to a step that is gone while you looked. Say where they go.",
  moving: "People are still on their way to the version before. Try again when they have arrived.",
  changed: "Somebody changed the draft meanwhile. Go back to it and look.",
} as const;
/** How often it is asked whether those on their way have arrived. */
const MOVING_MS = 3_000;
/** So many problems are said here; the draft says all. */
const SHOWN = 4;
const PublishChecks = dynamic(() => import("./publish-checks").then((module) => module.PublishChecks), { ssr: false });

export interface PublishScreenProps {
  readonly sequence: SequenceHead & {
    readonly draft: Graph;
    readonly draftRevision: number;
    /** The number it will have. */
    readonly nextVersion: number;
  };
  readonly workspace: string;
}

/** Before a version is published: what is different, who is inside and what becomes of them, and the checks that were kept. */
export function PublishScreen({ sequence, workspace }: PublishScreenProps) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const { mayPublish } = useSequenceRights(sequence);
  const [how, setHow] = useState<How | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const plan = useQuery({
    ...trpc.sequences.planPublish.queryOptions({ id: sequence.id, choices: how === "steps" ? choices : {} }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.moving ? MOVING_MS : false),
  });
  // What law and senders ask for, too: only the server knows.
  const judged = useQuery({ ...trpc.sequences.validate.queryOptions({ id: sequence.id }), staleTime: 0 });
  const problems = judged.data?.problems ?? [];
  const { draft } = sequence;
  const number = sequence.nextVersion;
  const before = plan.data?.live?.graph ?? null;
  const view = useMemo(() => diffView(before ?? emptyGraph("none"), draft), [before, draft]);
  const shown = useMemo(() => (before === null ? { ...view, marks: new Map() } : view), [before, view]);
  const people = useMemo(() => {
    const counts = new Map<NodeId, number>();
    for (const { nodeId, people: count } of plan.data?.groups ?? [])
      if (nodeId !== null) counts.set(nodeId, (counts.get(nodeId) ?? 0) + count);
    return counts;
  }, [plan.data]);
  const mustChoose = plan.data?.groups.some((group) => !canKeep(plan.data, group, draft)) ?? false;
  const chosen: How = how ?? (mustChoose ? "steps" : "all");
  // What was chosen a moment ago counts before the plan is back.
  const isChosen = (versionId: string, nodeId: NodeId | null) =>
    chosen === "steps" && nodeId !== null && choices[choiceKey(versionId, nodeId)] !== undefined;

  if (plan.error && !plan.data)
    return (
      <Failure level={1} onRetry={() => void plan.refetch()}>
        {errorMessage(plan.error)}
      </Failure>
    );
  return (
    <div className="shell-height flex flex-col">
      <SequenceHeaderBar sequence={sequence} workspace={workspace} view="draft" words={`Draft of version ${number}`} />
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        {plan.data ? (
          <DiffCanvas view={shown} people={people} label={`What version ${number} changes`} />
        ) : (
          <CanvasSkeleton />
        )}
        <aside
          aria-label="Publish"
          className="min-h-0 overflow-y-auto border-line bg-surface max-lg:max-h-[60%] max-lg:border-t lg:w-[26rem] lg:border-l"
        >
          <header className="border-line border-b px-5 py-4">
            <h2 className="font-serif text-title">Publish version {number}</h2>
            {plan.data ? (
              <p className="text-ink2">
                {sequence.liveVersion === null
                  ? `${nodesOf(draft).length} steps. People can enter from now on.`
                  : `${sayDiff(view)}. ${sayInside(plan.data.groups, sequence.liveVersion.number)}`}
              </p>
            ) : (
              <Skeleton className="h-5 w-64" />
            )}
          </header>
          {plan.data ? (
            <div className="flex flex-col gap-5 px-5 py-4">
              {problems.length > 0 ? (
                <Callout
                  tone={problems.some(({ rank }) => rank === "must") ? "rust" : "amber"}
                  title={problems.length === 1 ? "One thing to look at:" : `${problems.length} things to look at:`}
                >
                  {byRank(problems)
                    .slice(0, SHOWN)
                    .map((problem, index) => (
                      <Fragment key={`${problem.nodeId} ${problem.path} ${problem.code}`}>
                        {index > 0 ? " · " : null}
                        {labelOf(draft, problem.nodeId)}
                        <ProblemText problem={problem} />
                      </Fragment>
                    ))}
                </Callout>
              ) : null}
              <PublishChecks sequenceId={sequence.id} graph={draft} />
              {plan.data.people > 0 ? (
                <>
                  <PeopleChoice
                    plan={plan.data}
                    after={draft}
                    number={number}
                    how={chosen}
                    onHow={setHow}
                    choices={choices}
                    onChoose={(key: string, destination: Destination | null) => {
                      setHow("steps");
                      setChoices(({ [key]: _, ...others }) =>
                        destination === null ? others : { ...others, [key]: destination },
                      );
                    }}
                  />
                  <WhatChanges
                    plan={plan.data}
                    after={draft}
                    choices={chosen === "steps" ? choices : {}}
                    stay={chosen === "stay"}
                    number={number}
                    zone={zone}
                    stale={plan.isPlaceholderData}
                  />
                </>
              ) : (
                <p className="text-ink2">Nobody is inside. No email is sent by publishing.</p>
              )}
              {mayPublish ? null : <Callout tone="amber">Your role may look at this, not publish it.</Callout>}
              <PublishForm
                mayPublish={mayPublish}
                sequence={sequence}
                workspace={workspace}
                number={number}
                missing={
                  chosen === "stay"
                    ? 0
                    : plan.data.open.filter(({ versionId, nodeId }) => !isChosen(versionId, nodeId)).length
                }
                people={
                  plan.data.people === 0
                    ? undefined
                    : chosen === "stay"
                      ? { how: "stay" }
                      : { how: "move", choices: chosen === "steps" ? choices : {} }
                }
                moving={plan.data.moving}
                onOpen={() => setHow("steps")}
              />
            </div>
          ) : (
            <div className="flex flex-col gap-4 px-5 py-4">
              <Skeleton className="h-16 w-full" />
              <Skeleton className="h-16 w-full" />
              <Skeleton className="h-40 w-full" />
            </div>
          )}
        </aside>
      </div>
    </div>
  );
}

/** "S5: " */
function labelOf(graph: Graph, nodeId: NodeId | null): string {
  const node = nodeId === null ? undefined : nodeOf(graph, nodeId);
  return node ? `${stepLabel(node)}: ` : "";
}

function sayInside(groups: readonly { version: number; people: number }[], live: number): string {
  if (groups.length === 0) return `Nobody is inside version ${live}.`;
  const byVersion = new Map<number, number>();
  for (const { version, people } of groups) byVersion.set(version, (byVersion.get(version) ?? 0) + people);
  const said = [...byVersion].map(([version, people], index) =>
    index === 0 ? `Version ${version} has ${sayPeople(people)} inside` : `version ${version} ${sayPeople(people)}`,
  );
  return `${said.join(", ")}.`;
}

/** Some may have been chosen to stay or to leave. */
function sayMoved(people: PublishPeople | undefined, count: number): string {
  const all = people?.how === "move" && Object.values(people.choices).every(({ to }) => to !== "stay" && to !== "exit");
  return all ? `${sayPeople(count)} move along.` : `${sayPeople(count)} go where you said.`;
}

type PublishPeople = { how: "stay" } | { how: "move"; choices: Choices };

function PublishForm({
  mayPublish,
  sequence,
  workspace,
  number,
  missing,
  people,
  moving,
  onOpen,
}: PublishScreenProps & {
  mayPublish: boolean;
  number: number;
  missing: number;
  people: PublishPeople | undefined;
  moving: boolean;
  onOpen: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [note, setNote] = useState("");
  const [refusal, setRefused] = useState<ReactNode>(null);
  const [asked, setAsked] = useState(false);
  const refused = asked && missing > 0 ? "Say where the people go who stand on a step that is gone." : refusal;
  const publish = useMutation(trpc.sequences.publish.mutationOptions());
  const undo = useUndoMove();
  const base = `/${workspace}/sequences/${sequence.id}`;

  async function send(): Promise<void> {
    setRefused(null);
    setAsked(true);
    if (missing > 0) return onOpen();
    const answer = await publish
      .mutateAsync({
        id: sequence.id,
        revision: sequence.draftRevision,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        ...(people ? { people: people.how === "stay" ? people : { how: "move", choices: { ...people.choices } } } : {}),
      })
      .catch((error: unknown) => setRefused(errorMessage(error)));
    if (!answer) return;
    if (!answer.ok) {
      const problem = answer.reason === "problems" && answer.problems.find(({ rank }) => rank === "must");
      setRefused(problem ? <ProblemText problem={problem} /> : refusals[answer.reason]);
      await queries.invalidateQueries({ queryKey: trpc.sequences.planPublish.queryKey() });
      return;
    }
    const { moveId } = answer;
    notify({
      title: `Version ${answer.number} is live`,
      description: moveId === null ? "No email is sent by publishing." : sayMoved(people, answer.people),
      ...(moveId === null ? {} : { action: { label: "Undo (24 h)", onSelect: () => undo.mutate({ id: moveId }) } }),
    });
    await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
    router.push(`${base}/live`);
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-4">
      <Field label="Note for the history" optional>
        <Textarea rows={2} value={note} onValueChange={setNote} placeholder="What changed, and why" />
      </Field>
      {refused ? (
        <Callout tone="rust" live="alert" title="Not published.">
          {refused}
        </Callout>
      ) : null}
      {moving ? (
        <Callout tone="amber" title="People are on their way.">
          The version before is still taking them along; publishing waits for that.
        </Callout>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={publish.isPending} disabled={moving || !mayPublish} onClick={() => void send()}>
          Publish version {number}
        </Button>
        <ButtonLink href={`${base}/draft`}>Back to draft</ButtonLink>
      </div>
    </div>
  );
}
