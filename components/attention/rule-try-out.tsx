"use client";

import Link from "next/link";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { BarList } from "@/components/ui/bar-list";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DateTime } from "@/components/ui/date-time";
import { Progress } from "@/components/ui/progress";
import { Stat, StatList } from "@/components/ui/stat";
import type { RuleScope } from "@/core/attention/rule";
import type { NamedKind } from "@/core/names";
import { type TriedRule, type TriedSoFar, useTryOut } from "./use-try-out";

const DAYS = 90;
const HOUR_MS = 3_600_000;
const figure = (n: number): string => n.toLocaleString("en");

const WHOSE = {
  person: { label: "Looking at what each person was sent", many: "people" },
  company: { label: "Looking at what each company's people were sent", many: "companies" },
};

/** What the rule would have done to what was sent in the last 90 days, before it is saved. */
export function RuleTryOut({ rule, scope }: { rule: TriedRule | null; scope: RuleScope["kind"] }) {
  const { state, start, stop } = useTryOut();
  const stale = state !== null && rule !== null && state.of !== JSON.stringify(rule);
  const whose = scope === "company" ? WHOSE.company : WHOSE.person;
  return (
    <section aria-label="Tried on the last 90 days" className="flex flex-col gap-4 rounded-card border border-line p-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-56 text-ink2">
          See what it would have held of everything sent in the last {DAYS} days. Nothing is changed by trying.
        </p>
        {state?.busy ? (
          <Button size="sm" onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button size="sm" disabled={rule === null} onClick={() => rule && void start(rule)}>
            {state === null ? `Try on the last ${DAYS} days` : "Try again"}
          </Button>
        )}
      </div>
      {state?.busy ? (
        <Progress
          label={whose.label}
          value={state.sum.total === 0 ? null : state.sum.done}
          max={Math.max(1, state.sum.total)}
          {...(state.sum.total === 0
            ? {}
            : { detail: `${figure(state.sum.done)} of ${figure(state.sum.total)} ${whose.many}` })}
        />
      ) : null}
      {state?.error ? (
        <Callout tone="rust" live="alert">
          {state.error}
        </Callout>
      ) : null}
      {state && (state.complete || state.sum.done > 0) ? (
        <div aria-live="polite" className={stale ? "opacity-60" : undefined}>
          {stale ? <p className="pb-2 text-amber text-sm">The rule has changed since: try it again.</p> : null}
          <Outcome sum={state.sum} />
        </div>
      ) : null}
    </section>
  );
}

function Outcome({ sum }: { sum: TriedSoFar }) {
  const { zone, slug } = useWorkspace();
  if (sum.judged === 0) return <p className="text-ink2">It concerns nothing that was sent in these {DAYS} days.</p>;
  if (sum.held + sum.skipped === 0)
    return (
      <p className="text-ink2">It would have changed nothing: all {figure(sum.judged)} would have left as they did.</p>
    );
  const hours = sum.held === 0 ? 0 : sum.delayMs / sum.held / HOUR_MS;
  return (
    <div className="flex flex-col gap-5">
      <StatList>
        <Stat
          value={figure(sum.held)}
          label="would have waited"
          hint={sum.held > 0 ? `${later(hours)} on average` : ""}
        />
        <Stat value={figure(sum.skipped)} label="would not have left" />
        <Stat value={figure(sum.people)} label="people notice it" />
        <Stat value={figure(sum.judged)} label="sent, that it concerns" />
      </StatList>
      <div className="grid gap-5 sm:grid-cols-2">
        <Bars title="By team" of={sum.byTeam} kind="team" none="No team" />
        <Bars title="By sequence" of={sum.bySequence} kind="sequence" none="Broadcasts and API" />
      </div>
      {sum.examples.length > 0 ? (
        <div>
          <h4 className="pb-1 font-semibold text-sm">For example</h4>
          <ul className="flex flex-col gap-1 text-sm">
            {sum.examples.map((one) => (
              <li key={`${one.contact.id} ${one.sentAt.getTime()}`} className="text-ink2">
                <Link
                  href={`/${slug}/contacts/${one.contact.id}`}
                  prefetch={false}
                  target="_blank"
                  className="font-medium text-ink underline-offset-2 hover:underline"
                >
                  {one.contact.name}
                </Link>{" "}
                got {one.title} on <DateTime at={one.sentAt} zone={zone} />
                {one.verdict === "held"
                  ? `; it would have come ${later(one.delayMs / HOUR_MS)}.`
                  : "; it would have been skipped."}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function Bars({ title, of, kind, none }: { title: string; of: TriedSoFar["byTeam"]; kind: NamedKind; none: string }) {
  const { names } = useVocabulary();
  const most = Object.entries(of)
    .map(([id, { held, skipped }]) => ({
      label: id === "" ? none : (names(kind, id) ?? (kind === "sequence" ? "A broadcast" : "A deleted team")),
      value: held + skipped,
    }))
    .sort((a, b) => b.value - a.value)
    .slice(0, 6);
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-semibold text-sm">{title}</h4>
      <BarList items={joined(most)} />
    </div>
  );
}

/** Two that are called the same stand in one line. */
function joined(items: readonly { label: string; value: number }[]): { label: string; value: number }[] {
  const sums = new Map<string, number>();
  for (const { label, value } of items) sums.set(label, (sums.get(label) ?? 0) + value);
  return [...sums].map(([label, value]) => ({ label, value }));
}

function later(hours: number): string {
  if (hours >= 48) return `${Math.round(hours / 24)} days later`;
  if (hours >= 1.5) return `${Math.round(hours)} hours later`;
  return `${Math.max(1, Math.round(hours * 60))} minutes later`;
}
