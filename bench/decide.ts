import { parseArgs } from "node:util";
import { decidePerson } from "@/core/attention/decide-person";
import { MOST_PEOPLE } from "@/server/services/touches/pace-sets";
import { makePeople } from "./decide/people";
import { percentile } from "./harness/percentile";

const WARM_UP = 1_000;

/**
 * `bench decide [--people N] [--touches N]`: one decision over a whole ledger, in microseconds. Every person is another one
 * (ledger, rules, hours, zone), made just before and not measured; nothing is decided twice. As many are made at one time as
 * the driver reads at most for one transaction: they are as far from the caches as rows that were just read.
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
  for (const one of makePeople(0, WARM_UP, touches)) {
    decidePerson(one.facts, one.ledger, one.waiting, one.rules, one.now);
  }
  for (let done = 0; done < people; done += MOST_PEOPLE) {
    for (const one of makePeople(WARM_UP + done, Math.min(MOST_PEOPLE, people - done), touches)) {
      const started = process.hrtime.bigint();
      const decisions = decidePerson(one.facts, one.ledger, one.waiting, one.rules, one.now);
      measured.push(Number(process.hrtime.bigint() - started) / 1_000);
      for (const decision of decisions) verdicts[decision.verdict] = (verdicts[decision.verdict] ?? 0) + 1;
    }
  }
  return {
    people,
    at_a_time: MOST_PEOPLE,
    touches,
    rules: 20,
    waiting: 4,
    verdicts,
    p50_us: percentile(measured, 0.5),
    p99_us: percentile(measured, 0.99),
  };
}
