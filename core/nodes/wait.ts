import { z } from "zod";
import { because } from "@/core/because";
import { describeDuration, durationSchema, nominalMs, toCivilDuration } from "@/core/duration";
import type { SignalFact } from "@/core/facts";
import { goneInFilter } from "@/core/gone";
import { addMs, type EpochMs, toEpochMs } from "@/core/instant";
import { laterNames, type Names, unnamed } from "@/core/names";
import { type CheckContext, defineNodeType, type NodeContext, type NodeStep } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { addDuration } from "@/core/schedule-delay";
import { anySignal, describeSignal, mayMove } from "@/core/signal-filter";
import { countUntil, decideWait, type WaitClock } from "@/core/wait-decision";
import {
  aboutMail,
  countsFor,
  happenedAt,
  type OutcomeState,
  outcomeStates,
  spentElsewhere,
  type WaitOutcome,
  waitOutcomeSchema,
} from "@/core/wait-outcome";

export const waitSchema = z.object({
  mode: z.enum(["settle", "first", "ranked"]),
  outcomes: z.array(waitOutcomeSchema).min(1, "Add something to wait for").max(20, "At most 20 outcomes"),
  timeout: durationSchema,
});
export type WaitConfig = z.infer<typeof waitSchema>;

/** The deadline is kept from the entry: a new version with another time-out does not move it (SEMANTICS §5). */
function deadlineOf(ctx: NodeContext<WaitConfig>): EpochMs {
  const kept = ctx.memory.deadline;
  const deadline =
    typeof kept === "number"
      ? toEpochMs(kept)
      : addDuration(ctx.enteredAt, toCivilDuration(ctx.config.timeout), ctx.world.zone);
  return deadline;
}

function clockOf(ctx: NodeContext<WaitConfig>): WaitClock {
  const { now, settings } = ctx.world;
  return {
    enteredAt: ctx.enteredAt,
    deadline: addMs(deadlineOf(ctx), ctx.pausedMs),
    now,
    settleMs: settings.settleMs,
    graceMs: settings.graceMs,
  };
}

const statesOf = (ctx: NodeContext<WaitConfig>, until: EpochMs): OutcomeState[] =>
  outcomeStates(ctx.config.outcomes, ctx.node.id, ctx.enrollment, ctx.world, until);

const labelOf = (outcome: WaitOutcome, names: Names): string =>
  outcome.label.trim() === "" ? describeOutcome(outcome, names) : outcome.label;

function describeOutcome(outcome: WaitOutcome, names: Names): string {
  const what = describeSignal(outcome.filter, names);
  const mail = aboutMail(outcome) && outcome.touch !== "" ? ` ${names("step", outcome.touch) ?? "an email"}` : "";
  return `${what}${mail}${outcome.count > 1 ? ` ${outcome.count} times` : ""}`;
}

function look(ctx: NodeContext<WaitConfig>): NodeStep {
  const clock = clockOf(ctx);
  const states = statesOf(ctx, countUntil(clock));
  const decision = decideWait(ctx.config.mode, states, clock);
  const memory = { deadline: deadlineOf(ctx) };
  switch (decision.is) {
    case "waiting":
      return {
        effect: { type: "await", wakeAt: decision.until },
        memory,
        because: because("waiting-for", {
          outcomes: ctx.config.outcomes.map((one) => labelOf(one, laterNames)),
          deadline: clock.deadline,
        }),
      };
    case "settling": {
      const signalId = decision.state.signals[decision.state.outcome.count - 1]?.signal.id ?? "";
      return {
        effect: { type: "await", wakeAt: decision.until },
        memory,
        because: because("settling", {
          until: decision.until,
          signalId,
          outcome: labelOf(decision.state.outcome, laterNames),
        }),
      };
    }
    case "timeout":
      return {
        go: "timeout",
        at: decision.at,
        because: because("timed-out", { deadline: clock.deadline, ignored: ignored(ctx, clock) }),
      };
    case "outcome":
      return take(decision.state, decision.at, states, ctx);
  }
}

function take(
  state: OutcomeState,
  at: EpochMs,
  states: readonly OutcomeState[],
  ctx: NodeContext<WaitConfig>,
): NodeStep {
  const deciding = state.signals[state.outcome.count - 1]?.signal;
  const seen = Object.fromEntries(
    states.map((one) => [one.outcome.id, one.signals.filter((s) => s.at <= at).map((s) => s.signal.id)]),
  );
  return {
    go: state.outcome.id,
    at,
    // Only what decided: an outranked reply may still end the enrollment by an exit rule.
    answered: seen[state.outcome.id] ?? [],
    because: because("outcome", {
      outcome: state.outcome.id,
      label: labelOf(state.outcome, laterNames),
      signalId: deciding?.id ?? "",
      signal: state.outcome.filter.signal,
      occurredAt: deciding === undefined ? at : happenedAt(deciding),
      mode: ctx.config.mode,
      seen,
    }),
  };
}

/** Machine and unsure signals that would have counted, had a person made them. */
function ignored({ config, node, enrollment, world }: NodeContext<WaitConfig>, clock: WaitClock): number {
  const spent = spentElsewhere(node.id, enrollment, world);
  return world.signals.filter(
    (signal) =>
      happenedAt(signal) <= clock.deadline &&
      config.outcomes.some(
        (outcome) => !mayMove(outcome.filter, signal) && countsFor(outcome, signal, enrollment, spent),
      ),
  ).length;
}

/** The outcome this signal is for, if it came in time: while one stands here, the drawn answer wins over exit rules. */
function answers(ctx: NodeContext<WaitConfig>, signal: SignalFact): string | null {
  if (happenedAt(signal) > clockOf(ctx).deadline) return null;
  const used = ctx.enrollment.answered[ctx.node.id] ?? [];
  if (used.includes(signal.id)) return null;
  const spent = spentElsewhere(ctx.node.id, ctx.enrollment, ctx.world);
  const meant = (outcome: WaitOutcome) =>
    mayMove(outcome.filter, signal) && countsFor(outcome, signal, ctx.enrollment, spent);
  return ctx.config.outcomes.find(meant)?.id ?? null;
}

const modeWords = {
  settle: "the best of what they do first",
  first: "whatever comes first",
  ranked: "the best by the end",
} as const;

function check(config: WaitConfig, ctx: CheckContext): Problem[] {
  const nodeId = ctx.node.id;
  const problems: Problem[] = [];
  const add = (rank: Problem["rank"], path: string, code: string, message: string) =>
    problems.push({ nodeId, path, code, message, rank });
  const seen = new Set<string>();
  config.outcomes.forEach((outcome, index) => {
    const path = `outcomes.${index}`;
    if (seen.has(outcome.id) || outcome.id === "timeout" || outcome.id === "done")
      add("must", `${path}.id`, "outcome-twice", "Take out this outcome and add it again");
    seen.add(outcome.id);
    if (outcome.filter.signal === "event" && outcome.filter.name === "")
      add("must", `${path}.filter.name`, "event-name", "Name the event to wait for");
    for (const gone of goneInFilter(outcome.filter, ctx))
      add("must", `${path}.filter.${gone.path}`, gone.code, gone.message);
    if (!aboutMail(outcome)) return;
    if (outcome.touch === "") {
      if (!Object.keys(ctx.graph.nodes).some((id) => ctx.afterMail(id) !== "never"))
        add(
          "must",
          `${path}.touch`,
          "no-mail",
          "Put an email before this wait: nothing was sent that they could answer",
        );
    } else if (ctx.afterMail(outcome.touch) === "never") {
      add("must", `${path}.touch`, "mail-never", "Choose an email that comes before this wait");
    } else if (ctx.afterMail(outcome.touch) === "maybe") {
      add(
        "look",
        `${path}.touch`,
        "mail-maybe",
        "Some people come here without that email; for them this cannot happen",
      );
    }
    if (outcome.filter.signal === "open" && index === 0) {
      add("look", `${path}.filter.signal`, "open-first", "Opens are a weak sign. Put clicks and replies above them");
    }
  });
  return problems;
}

export const waitNode = defineNodeType({
  kind: "wait",
  title: "Wait for a reaction",
  hint: "Go on by what the person does",
  key: "R",
  tone: "iris",
  icon: "fork",
  shape: "card",
  schema: waitSchema,
  defaults: (): WaitConfig => ({
    mode: "settle",
    outcomes: [
      { id: "replied", label: "", filter: anySignal("reply"), touch: "", count: 1 },
      { id: "clicked", label: "", filter: anySignal("click"), touch: "", count: 1 },
    ],
    timeout: { amount: 3, unit: "days" },
  }),
  fields: [
    { path: "outcomes", label: "Wait for", hint: "The higher one wins", control: "outcomes", tab: "Reactions" },
    { path: "timeout", label: "At most", control: "duration", tab: "Reactions" },
    {
      path: "mode",
      label: "Decide by",
      control: "select",
      tab: "Reactions",
      options: [
        {
          value: "settle",
          label: modeWords.settle,
          hint: "Collects for 90 seconds after the first reaction; the top one decides at once",
        },
        { value: "first", label: modeWords.first, hint: "The first reaction decides at once" },
        { value: "ranked", label: modeWords.ranked, hint: "Waits to the end and takes the highest" },
      ],
    },
  ],
  outlets: (config, names = unnamed) => [
    ...config.outcomes.map((outcome) => ({ id: outcome.id, label: labelOf(outcome, names), required: false })),
    { id: "timeout", label: `nothing in ${describeDuration(config.timeout)}`, required: true },
  ],
  summary: (config, names) =>
    `Wait up to ${describeDuration(config.timeout)}: ${config.outcomes.map((one) => labelOf(one, names)).join(", ")}. Goes by ${modeWords[config.mode]}`,
  check,
  enter: look,
  resume: look,
  pauses: () => true,
  skipsBy: "timeout",
  decides: true,
  elapse: (config, outlet) => {
    const longest = nominalMs(config.timeout);
    return outlet === "timeout" || config.mode === "ranked"
      ? { minMs: longest, maxMs: longest }
      : { minMs: 0, maxMs: longest };
  },
  answers,
  provokedBy: (config, outlet) => config.outcomes.find((outcome) => outcome.id === outlet) ?? null,
  refersTo: (config) =>
    config.outcomes.flatMap((outcome, index) =>
      outcome.touch === "" ? [] : [{ path: `outcomes.${index}.touch`, nodeId: outcome.touch }],
    ),
});
