import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { decidePerson } from "./decide-person";
import type { Exemption } from "./exemption";
import { explain } from "./explain";
import type { PersonFacts } from "./facts";
import { hoursFrom, ledgerTouch, perDays, personFacts, waitingTouch } from "./testing/ledger";
import type { WaitingTouch } from "./touch";

const now = toEpochMs("2026-05-20T10:00:00+02:00");
const full = [ledgerTouch("t1", hoursFrom(now, -5))];
const oneADay = perDays("r", 1, 1);
const said = { memberId: "mem_ana", reason: "A recall" };
const ofSequence: Exemption = { ...said, ruleId: "r", of: { by: "sequence", id: "seq_recall" } };

function decide(touch: Partial<WaitingTouch>, exemptions: readonly Exemption[], facts: Partial<PersonFacts> = {}) {
  const [decision] = decidePerson(
    personFacts({ exemptions, ...facts }),
    full,
    [waitingTouch("w", now, touch)],
    [oneADay],
    now,
  );
  if (decision === undefined) throw new Error("no decision");
  return decision;
}
const recall = { source: "sequence", sequenceId: "seq_recall" } as const;

describe("what is let past a rule", () => {
  test("leaves though the rule is full, and says who allowed it", () => {
    expect(decide(recall, []).verdict).toBe("hold");
    const decision = decide(recall, [ofSequence]);
    expect(decision.verdict).toBe("send");
    expect(decision.explanation.past).toEqual([{ rule: { id: "r", version: 1, name: oneADay.name }, ...said }]);
    const words = explain(decision.explanation, { names: () => "Ana Ruiz", touchName: () => null });
    expect(words).toContain(`Was allowed past “${oneADay.name}” by Ana Ruiz: “A recall”.`);
  });

  test("is that sequence, broadcast or class of API messages, and that rule", () => {
    expect(decide({ ...recall, sequenceId: "seq_other" }, [ofSequence]).verdict).toBe("hold");
    expect(decide(recall, [{ ...ofSequence, ruleId: "other" }]).verdict).toBe("hold");
    expect(decide({ ...recall, source: "broadcast" }, [ofSequence]).verdict).toBe("hold");
    const ofApi: Exemption = { ...said, ruleId: "r", of: { by: "api", class: "sales" } };
    expect(decide({ source: "api", class: "sales", sequenceId: null }, [ofApi]).verdict).toBe("send");
    expect(decide({ source: "api", class: "marketing", sequenceId: null }, [ofApi]).verdict).toBe("hold");
  });

  test("never beats what the person chose, and still counts for the others", () => {
    const weekly = { choice: { pace: "weekly", pausedUntil: null } } as const;
    expect(decide(recall, [ofSequence], weekly)).toMatchObject({ verdict: "hold", because: { kind: "own_choice" } });
    const two = [waitingTouch("w", now, { ...recall, priority: 90 }), waitingTouch("x", now, { sequenceId: "seq_b" })];
    const [first, second] = decidePerson(personFacts({ exemptions: [ofSequence] }), [], two, [oneADay], now);
    expect([first?.verdict, second?.verdict]).toEqual(["send", "hold"]);
  });

  test("is not mentioned where the rule would have let it go anyway", () => {
    const [decision] = decidePerson(
      personFacts({ exemptions: [ofSequence] }),
      [],
      [waitingTouch("w", now, recall)],
      [oneADay],
      now,
    );
    expect(decision?.explanation.past).toBeUndefined();
  });
});
