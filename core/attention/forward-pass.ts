import { addMs, type EpochMs, earlierOf, laterOf } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { endIndex, startIndex, whenFree, windowStart } from "./bucket";
import { Counters, type Placed } from "./counters";
import type { SkipReason } from "./decision";
import type { PersonFacts } from "./facts";
import { coldTopicRule } from "./interest";
import { indexLedger } from "./ledger-index";
import { compareWaiting, LOOK_AHEAD_MS } from "./order";
import { coldTopics, makePlan, ownRuleOf, type Plan, type Scene } from "./plan";
import { bindingAt } from "./reasons";
import type { CapRule } from "./rule";
import { bookOf, personalBook } from "./rule-book";
import { findSlot, type Outcome } from "./search";
import { refusalOf } from "./skip-checks";
import type { LedgerTouch, WaitingTouch } from "./touch";

/** A touch with what came out for it in the forward pass. */
export interface Judged {
  readonly plan: Plan;
  readonly outcome: Outcome;
  /** It leaves at `outcome.at` and takes the slot; false when that lies past its deadline. */
  readonly takesSlot: boolean;
  /** The touch's deadline, or an earlier one set by a rule that holds it. */
  readonly deadlineAt: EpochMs;
}

/** Looks facts up, sorts the ledger and counts it, once for all touches that may be judged. */
export function makeScene(
  facts: PersonFacts,
  ledger: readonly LedgerTouch[],
  touches: readonly WaitingTouch[],
  rules: readonly CapRule[],
  now: EpochMs,
): Scene {
  const calendar = zoneCalendar(facts.zone.id);
  const index = indexLedger(ledger, touches);
  const cold = coldTopics(touches, index, facts, now).map(coldTopicRule);
  const book = personalBook(bookOf(rules), ownRuleOf(facts), cold);
  const counters = new Counters(book, facts, { touches, ledger: index.all, now, calendar });
  return { facts, ledger: index, now, calendar, counters };
}

/** Those that are due and the rivals within the look-ahead, best first; what follows another one stands behind it. */
export function contenders(waiting: readonly WaitingTouch[], now: EpochMs): WaitingTouch[] {
  const last = addMs(now, LOOK_AHEAD_MS);
  const following = waiting.some((touch) => touch.follows !== null);
  const here = new Map(following ? waiting.map((touch) => [touch.id, touch]) : []);
  const sorted = waiting
    .filter((touch) => (touch.follows === null ? touch.dueAt : soonest(touch, here, now)) <= last)
    .sort(compareWaiting);
  return following ? behindThose(sorted) : sorted;
}

/** Before which it cannot leave, even if those it follows leave as soon as they can. Never, where they follow in a circle. */
function soonest(touch: WaitingTouch, here: ReadonlyMap<string, WaitingTouch>, now: EpochMs): number {
  let delayMs = 0;
  let at: number = touch.dueAt;
  let one = touch;
  for (let steps = 0; steps <= here.size; steps += 1) {
    const before = one.follows === null ? undefined : here.get(one.follows.touchId);
    if (one.follows === null || before === undefined) return Math.max(at, now + delayMs);
    delayMs += one.follows.delayMs;
    at = Math.max(at, before.dueAt + delayMs);
    one = before;
  }
  return Number.POSITIVE_INFINITY;
}

/** Each behind the one it follows, else in the order given. */
function behindThose(sorted: readonly WaitingTouch[]): WaitingTouch[] {
  const followers = new Map<string, WaitingTouch[]>();
  for (const touch of sorted) {
    if (touch.follows === null) continue;
    const known = followers.get(touch.follows.touchId);
    if (known) known.push(touch);
    else followers.set(touch.follows.touchId, [touch]);
  }
  const ids = new Set(sorted.map((touch) => touch.id));
  const placed: WaitingTouch[] = [];
  const place = (touch: WaitingTouch): void => {
    placed.push(touch);
    for (const next of followers.get(touch.id) ?? []) place(next);
  };
  for (const touch of sorted) if (touch.follows === null || !ids.has(touch.follows.touchId)) place(touch);
  return placed;
}

/** When a touch falls due, given when those judged before leave (null = nobody knows); null when nobody knows of it either. */
export function dueAfter(touch: WaitingTouch, leaves: ReadonlyMap<string, EpochMs | null>): EpochMs | null {
  const before = touch.follows === null ? undefined : leaves.get(touch.follows.touchId);
  if (touch.follows === null || before === undefined) return touch.dueAt;
  return before === null ? null : laterOf(touch.dueAt, addMs(before, touch.follows.delayMs));
}

/** Finds the touch its place after all those judged before. It takes the slot only with `takeSlot`. */
export function judge(scene: Scene, touch: WaitingTouch, dueAt: EpochMs): Judged {
  const plan = makePlan(scene, touch, dueAt);
  const deadlineAt = deadlineOf(scene, plan, dueAt);
  const refusal = refusalOf(touch, scene.facts);
  if (refusal !== null) {
    return { plan, outcome: { kind: "skipped", at: plan.from, because: refusal }, takesSlot: false, deadlineAt };
  }
  const outcome = scene.now > deadlineAt ? expired(scene, plan, deadlineAt) : findSlot(scene, plan);
  const takesSlot = outcome.kind === "goes" && outcome.at <= deadlineAt;
  const over = !takesSlot && outcome.kind !== "skipped" && scene.now >= deadlineAt;
  return { plan, outcome: over ? expired(scene, plan, deadlineAt) : outcome, takesSlot, deadlineAt };
}

function expired(scene: Scene, plan: Plan, deadlineAt: EpochMs): Outcome {
  const because: SkipReason = {
    kind: "expired",
    deadlineAt,
    heldBy: bindingAt(scene, plan),
  };
  return { kind: "skipped", at: plan.from, because };
}

/** A rule that holds the touch may end its life earlier than its node does. */
function deadlineOf(scene: Scene, plan: Plan, dueAt: EpochMs): EpochMs {
  let deadlineAt = plan.deadlineAt;
  for (const { rule, bucket } of plan.limits) {
    if (rule.shelfLifeMs === null || whenFree(bucket, rule, plan.from, scene.calendar) <= plan.from) continue;
    deadlineAt = earlierOf(deadlineAt, addMs(dueAt, rule.shelfLifeMs));
  }
  return deadlineAt;
}

/** Lets the touch leave in the forecast, if it does: those judged later find the slot taken. */
export function takeSlot(scene: Scene, { plan, outcome, takesSlot }: Judged): void {
  if (!takesSlot || outcome.kind !== "goes") return;
  const at = outcome.at;
  const limits = plan.cold === null ? plan.limits : [plan.cold, ...plan.limits];
  const rooms: Placed["rooms"] = limits.map((limit) => {
    const { max, window } = limit.rule;
    if (max === null || window === null) return { limit, from: at, room: Number.POSITIVE_INFINITY };
    const from = windowStart(window, at, scene.calendar);
    return { limit, from, room: max - (endIndex(limit.bucket, at) - startIndex(limit.bucket, from)) - 1 };
  });
  scene.counters.place({ touch: plan.touch, at, rooms });
}
