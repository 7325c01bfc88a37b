import { addMs, type EpochMs, laterOf } from "@/core/instant";
import type { Forecast, HoldReason, SkipReason } from "./decision";
import type { PersonFacts } from "./facts";
import { contenders, dueAfter, type Judged, judge, makeScene, takeSlot } from "./forward-pass";
import { compareWaiting } from "./order";
import type { Scene } from "./plan";
import { bindingAt } from "./reasons";
import type { CapRule } from "./rule";
import type { LedgerTouch, WaitingTouch } from "./touch";

/**
 * Dates every touch that has not left, planned ones however far ahead included: the journey's "what is planned" and the
 * simulator. Those `decidePerson` weighs come first, in its order and with its results; the others after them by the time
 * they fall due, where one that `follows` another falls due that long after it has left (or was skipped). Same arguments
 * as `decidePerson`; results in the order given.
 */
export function forecastPerson(
  facts: PersonFacts,
  ledger: readonly LedgerTouch[],
  touches: readonly WaitingTouch[],
  rules: readonly CapRule[],
  now: EpochMs,
): Forecast[] {
  const scene = makeScene(facts, ledger, touches, rules, now);
  const done = new Map<string, Forecast>();
  const step = (touch: WaitingTouch, dueAt: EpochMs) => {
    const judged = judge(scene, touch, dueAt);
    done.set(touch.id, toForecast(scene, judged));
    takeSlot(scene, judged);
  };
  const first = contenders(touches, now);
  const leaves = new Map<string, EpochMs | null>();
  for (const touch of first) {
    const dueAt = dueAfter(touch, leaves);
    if (dueAt === null) done.set(touch.id, behindOpen(touch));
    else step(touch, dueAt);
    leaves.set(touch.id, done.get(touch.id)?.at ?? null);
  }
  const open = new Set(touches.filter((touch) => !done.has(touch.id)));
  while (open.size > 0) {
    const next = earliest(open, done, now);
    if (next === null) break;
    open.delete(next.touch);
    if (next.dueAt === null) done.set(next.touch.id, behindOpen(next.touch));
    else step(next.touch, next.dueAt);
  }
  return touches.map((touch) => done.get(touch.id) ?? behindOpen(touch));
}

/** The one that falls due first among those whose predecessor is known; null when they wait for each other in a circle. */
function earliest(
  open: ReadonlySet<WaitingTouch>,
  done: ReadonlyMap<string, Forecast>,
  now: EpochMs,
): { touch: WaitingTouch; dueAt: EpochMs | null } | null {
  const ids = new Set([...open].map((touch) => touch.id));
  let best: { touch: WaitingTouch; dueAt: EpochMs } | null = null;
  for (const touch of open) {
    if (touch.follows !== null && ids.has(touch.follows.touchId)) continue;
    const before = touch.follows === null ? undefined : done.get(touch.follows.touchId);
    if (before !== undefined && before.at === null) return { touch, dueAt: null };
    const after = before?.at === undefined || before.at === null ? now : addMs(before.at, touch.follows?.delayMs ?? 0);
    const dueAt = laterOf(touch.dueAt, after);
    if (best === null || dueAt < best.dueAt || (dueAt === best.dueAt && compareWaiting(touch, best.touch) < 0)) {
      best = { touch, dueAt };
    }
  }
  return best;
}

const behindOpen = (touch: WaitingTouch): Forecast => ({
  touchId: touch.id,
  outcome: "open",
  at: null,
  because: null,
});

function toForecast(scene: Scene, { plan, outcome, deadlineAt }: Judged): Forecast {
  const touchId = plan.touch.id;
  if (outcome.kind === "skipped" && outcome.at <= deadlineAt) {
    return { touchId, outcome: "skipped", at: outcome.at, because: outcome.because };
  }
  if (outcome.kind === "skipped") return { touchId, outcome: "skipped", at: deadlineAt, because: outcome.because };
  const heldBy: HoldReason | null = outcome.kind === "goes" && outcome.at === plan.from ? null : bindingAt(scene, plan);
  if (outcome.kind === "open") return { touchId, outcome: "open", at: null, because: heldBy };
  if (outcome.at <= deadlineAt) return { touchId, outcome: "goes", at: outcome.at, because: heldBy };
  const because: SkipReason = { kind: "expired", deadlineAt, heldBy };
  return { touchId, outcome: "skipped", at: deadlineAt, because };
}
