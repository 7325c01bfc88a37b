import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { decidePerson } from "@/core/attention/decide-person";
import { makePeople } from "./decide/people";
import { percentile } from "./harness/percentile";

const BATCH = 100;
const WARM_UP = 1_000;
const OUTSIDE =
  "making the people, and collecting the garbage of that after every hundred; the first thousand people (compiling, zones). Inside: sorting each person's own rules";

/**
 * `bench decide [--people N] [--touches N]`: one decision over a whole ledger, in microseconds. Every person is another one
 * (ledger, rules, hours, zone), made just before and not measured; nothing is decided twice, and rules are of one person
 * each, so that what a workspace's rules allow to be worked out once is worked out in every decision.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: { people: { type: "string", default: "10000" }, touches: { type: "string", default: "500" } },
  });
  const people = Number(values.people);
  const touches = Number(values.touches);
  const measured: number[] = [];
  const verdicts: Record<string, number> = { send: 0, hold: 0, skip: 0 };
  const collect = garbageCollector();
  for (let done = 0; done < WARM_UP + people; done += BATCH) {
    const batch = [...makePeople(done, Math.min(BATCH, WARM_UP + people - done), touches)];
    collect();
    for (const one of batch) {
      const started = process.hrtime.bigint();
      const decisions = decidePerson(one.facts, one.ledger, one.waiting, one.rules, one.now);
      const took = Number(process.hrtime.bigint() - started) / 1_000;
      if (done < WARM_UP) continue;
      measured.push(took);
      for (const decision of decisions) verdicts[decision.verdict] = (verdicts[decision.verdict] ?? 0) + 1;
    }
  }
  return {
    people,
    touches,
    rules: 20,
    waiting: 4,
    outside_the_timed_part: OUTSIDE,
    verdicts,
    p50_us: percentile(measured, 0.5),
    p99_us: percentile(measured, 0.99),
  };
}

/** Those made last live on at the place of those before; what they left behind is not charged to whom it strikes. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const gc: () => void = runInNewContext("gc");
  return gc;
}
