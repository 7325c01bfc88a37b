import type { EpochMs } from "@/core/instant";
import type { Decision } from "./decision";
import { holdDecision, sendDecision, skipDecision } from "./decision-parts";
import type { PersonFacts } from "./facts";
import { contenders, dueAfter, type Judged, judge, makeScene, takeSlot } from "./forward-pass";
import type { Scene } from "./plan";
import type { CapRule } from "./rule";
import type { LedgerTouch, WaitingTouch } from "./touch";

/**
 * One answer for every touch of the person that is due (`dueAt <= now`): send, hold until, or skip, each explained.
 *
 * `ledger`: what fills slots, of at least 180 days (for calendar months and never repeat), any order. `waiting`: waiting and
 * held touches, and planned ones due within 24 h, which stand in the order as rivals and get no answer. `now` and all
 * instants are epoch milliseconds of workspace time; days and hours are taken in `facts.zone`. Pure. Answers come in the
 * total order of the waiting, whatever the order of the rows. Throws RangeError for a zone the runtime does not know.
 */
export function decidePerson(
  facts: PersonFacts,
  ledger: readonly LedgerTouch[],
  waiting: readonly WaitingTouch[],
  rules: readonly CapRule[],
  now: EpochMs,
): Decision[] {
  const touches = contenders(waiting, now);
  const scene = makeScene(facts, ledger, touches, rules, now);
  const decisions: Decision[] = [];
  const leaves = new Map<string, EpochMs | null>();
  for (const touch of touches) {
    const follows = touch.follows !== null && leaves.has(touch.follows.touchId);
    const dueAt = dueAfter(touch, leaves);
    if (dueAt === null) {
      leaves.set(touch.id, null);
      continue;
    }
    const judged = judge(scene, touch, dueAt);
    // Explained before it takes its slot: it is not in its own way. Behind one that has not left, none is due yet.
    if (dueAt <= now && !follows) decisions.push(toDecision(scene, judged));
    leaves.set(touch.id, judged.outcome.kind === "open" ? null : judged.outcome.at);
    takeSlot(scene, judged);
  }
  return decisions;
}

function toDecision(scene: Scene, judged: Judged): Decision {
  const { plan, outcome } = judged;
  if (outcome.kind === "skipped" && outcome.at <= scene.now) return skipDecision(scene, plan, outcome.because);
  if (outcome.kind === "goes" && outcome.at <= scene.now) return sendDecision(scene, plan);
  return holdDecision(scene, judged);
}
