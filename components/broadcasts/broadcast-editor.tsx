"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useMemo, useState } from "react";
import { FieldRow } from "@/components/canvas/inspector/field-row";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { ReadOnly } from "@/components/mail/read-only";
import { ProblemText } from "@/components/sequences/problem-text";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { checkBroadcast, MESSAGE_STEP, messageGraph } from "@/core/broadcast";
import { jsonAt } from "@/core/json";
import type { Names } from "@/core/names";
import type { Lookup } from "@/core/node-type";
import { emailNode } from "@/core/nodes/email";
import type { Problem } from "@/core/problem";
import { AudienceCard } from "./audience-card";
import { type Broadcast, stateWords } from "./broadcast-data";
import { StartDialog } from "./start-dialog";
import { useAudiencePreview } from "./use-audience-preview";
import { useDraft } from "./use-draft";

// nobody has got an earlier mail of it: there is no thread to continue
const fields = emailNode.fields.filter((field) => field.path !== "thread");
const tabNames = [...new Set(fields.map((field) => field.tab))];

interface EditorProps {
  readonly workspace: string;
  readonly broadcast: Broadcast;
  readonly vocabulary: WorkspaceVocabulary;
  readonly names: Names;
  readonly lookup: Lookup;
}

/** Writes a broadcast: the message as an email step is written, and who gets it. */
export function BroadcastEditor({ workspace, broadcast, vocabulary, names, lookup }: EditorProps) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const { draft, change, setField, flush, state, problem, again } = useDraft(broadcast);
  const [starting, setStarting] = useState(false);
  const graph = useMemo(() => messageGraph(draft.message), [draft.message]);
  const own = useMemo(
    () => checkBroadcast(draft.message, draft.audience, lookup),
    [draft.message, draft.audience, lookup],
  );
  // law and sender: only the server knows
  const stored = useQuery({
    ...trpc.broadcasts.validate.queryOptions({ id: broadcast.id }),
    enabled: state === "saved",
  });
  const outside = (stored.data?.problems ?? []).filter(
    (one) => one.path !== "audience" && !own.some((mine) => mine.code === one.code) && isOutside(one),
  );
  const problems = [...own, ...outside];
  const open = problems.filter(({ rank }) => rank === "must");
  const { preview } = useAudiencePreview(draft.audience, draft.message);
  const { label, tone, mark } = stateWords.draft;
  const mayWrite = can("sequences.write");
  return (
    <Page>
      <PageHeader
        title={draft.name || "Untitled"}
        badge={
          <Badge tone={tone} mark={mark}>
            {label}
          </Badge>
        }
        description={<SaveState state={state} />}
        actions={
          <>
            <ButtonLink href={`/${workspace}/broadcasts`}>All broadcasts</ButtonLink>
            {can("publish") ? (
              <Button variant="primary" icon={<Send />} disabled={open.length > 0} onClick={() => setStarting(true)}>
                Review and send…
              </Button>
            ) : null}
          </>
        }
      />
      {problem ? (
        <Callout
          tone="rust"
          live="alert"
          title="Not saved."
          action={
            <Button size="sm" onClick={again}>
              Save mine
            </Button>
          }
        >
          {problem}
        </Callout>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
            <ReadOnly value={!mayWrite}>
              <Field
                label="Name"
                hint="Only your colleagues see it."
                error={state === "unnamed" ? "Give the broadcast a name" : undefined}
              >
                <Input value={draft.name} onValueChange={(name) => change({ name })} autoComplete="off" />
              </Field>
              <Tabs
                label="The message"
                tabs={tabNames.map((tab) => ({
                  value: tab,
                  label: tab,
                  panel: (
                    <div className="flex flex-col gap-4">
                      {fields
                        .filter((field) => field.tab === tab)
                        .map((field) => (
                          <FieldRow
                            key={field.path}
                            field={field}
                            value={jsonAt(draft.message, field.path)}
                            problems={problems.filter(({ path }) => path !== "audience")}
                            vocabulary={vocabulary}
                            names={names}
                            graph={graph}
                            nodeId={MESSAGE_STEP}
                            onChange={(value) => setField(field.path, value)}
                          />
                        ))}
                    </div>
                  ),
                }))}
              />
            </ReadOnly>
          </fieldset>
        </Card>
        <div className="flex flex-col gap-5 lg:sticky lg:top-4">
          <AudienceCard
            audience={draft.audience}
            message={draft.message}
            problem={open.find(({ path }) => path === "audience")?.message}
            disabled={!mayWrite}
            onChange={(audience) => change({ audience })}
          />
          <ProblemCard problems={open} reachesNobody={preview.data?.people === 0} />
        </div>
      </div>
      {starting ? (
        <StartDialog
          broadcast={broadcast}
          audience={draft.audience}
          message={draft.message}
          names={names}
          flush={flush}
          onClose={() => setStarting(false)}
        />
      ) : null}
    </Page>
  );
}

/** What core cannot find out in the browser. */
const isOutside = ({ code }: Problem): boolean =>
  ["legal-name-missing", "postal-address-missing", "sender-not-answerable", "sender-of-others"].includes(code);

function SaveState({ state }: { state: ReturnType<typeof useDraft>["state"] }) {
  const words = {
    saved: "Saved",
    saving: "Saving…",
    changed: "Saving…",
    unnamed: "Not saved: it has no name",
    failed: "Not saved",
  } as const;
  return (
    <span role="status" className={state === "failed" || state === "unnamed" ? "text-rust" : "text-ink3"}>
      {words[state]}
    </span>
  );
}

function ProblemCard({ problems, reachesNobody }: { problems: readonly Problem[]; reachesNobody: boolean }) {
  if (problems.length === 0)
    return reachesNobody ? (
      <Callout tone="amber">
        The message is ready, but nobody would get it now: there is nobody in its audience.
      </Callout>
    ) : (
      <Callout tone="pine">Ready to be sent.</Callout>
    );
  return (
    <Callout tone="amber" title={`${problems.length} to fix before it can be sent`}>
      <ul className="mt-1 list-disc pl-4">
        {problems.map((one) => (
          <li key={`${one.path ?? ""} ${one.code}`}>
            <ProblemText problem={one} />
          </li>
        ))}
      </ul>
    </Callout>
  );
}
