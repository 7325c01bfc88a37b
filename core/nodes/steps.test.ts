import { describe, expect, it } from "vitest";
import { advance } from "@/core/advance";
import type { DoneFact, SignalFact } from "@/core/facts";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, toEpochMs, toIso } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { buildContact, buildEnrollment, buildSignal, testStart } from "@/core/testing/world";

const at = (ms: number) => addMs(testStart, ms);
type Drawn = Parameters<typeof drawGraph>[0];

/** Entry, the step under test, and one exit for each of its outlets, named by it. */
function alone(step: Drawn[string], outlets: readonly string[]) {
  const exits: Drawn = Object.fromEntries(outlets.map((outlet) => [`to-${outlet}`, { kind: "exit" }]));
  const next = Object.fromEntries(outlets.map((outlet) => [outlet, `to-${outlet}`]));
  return drawGraph({ start: { kind: "trigger", next: { next: "step" } }, step: { ...step, next }, ...exits });
}

describe("wait", () => {
  const outcome = (id: string, count = 1) => ({
    id,
    label: "",
    filter: { ...anySignal("event"), name: id },
    touch: "",
    count,
  });
  const wait = (mode: string, ...outcomes: ReturnType<typeof outcome>[]) =>
    alone({ kind: "wait", config: { mode, outcomes, timeout: { amount: 2, unit: "days" } } }, [
      ...outcomes.map((one) => one.id),
      "timeout",
    ]);
  const happens = (name: string, ms: number, id = `${name}${ms}`): SignalFact =>
    buildSignal(id, "event", at(ms), { name });
  const end = (graph: ReturnType<typeof wait>, ...signals: SignalFact[]) => travel(graph, { signals }).path.at(-1);
  const left = (graph: ReturnType<typeof wait>, ...signals: SignalFact[]) =>
    travel(graph, { signals }).visits.find((visit) => visit.nodeId === "step")?.leftAt;

  it("first: whatever comes first, at that instant", () => {
    const graph = wait("first", outcome("a"), outcome("b"));
    expect(end(graph, happens("b", HOUR_MS), happens("a", HOUR_MS + 1))).toBe("to-b");
    expect(left(graph, happens("b", HOUR_MS))).toBe(at(HOUR_MS));
    expect(end(graph, happens("b", HOUR_MS), happens("a", HOUR_MS))).toBe("to-a");
  });

  it("ranked: the highest by the end, decided five minutes after it", () => {
    const graph = wait("ranked", outcome("a"), outcome("b"));
    expect(end(graph, happens("b", HOUR_MS), happens("a", 2 * DAY_MS))).toBe("to-a");
    expect(end(graph, happens("b", HOUR_MS), happens("a", 2 * DAY_MS + 1))).toBe("to-b");
    expect(left(graph, happens("b", HOUR_MS))).toBe(at(2 * DAY_MS + 5 * MINUTE_MS));
    expect(end(graph)).toBe("to-timeout");
  });

  it("count: the nth decides", () => {
    const graph = wait("first", outcome("a", 3));
    const three = [happens("a", 1_000), happens("a", 2_000), happens("a", 3_000)];
    expect(end(graph, ...three.slice(0, 2))).toBe("to-timeout");
    expect(left(graph, ...three)).toBe(at(3_000));
  });

  it("the signal that let the person in does not count", () => {
    const graph = wait("first", outcome("a"));
    const enrollment = buildEnrollment("enr_1", { by: "event", signalId: "in", correlationKey: null, data: {} });
    expect(travel(graph, { enrollment, signals: [happens("a", 0, "in")] }).path.at(-1)).toBe("to-timeout");
    expect(travel(graph, { enrollment, signals: [happens("a", 0, "other")] }).path.at(-1)).toBe("to-a");
  });

  it("same key: only about the cart that let the person in", () => {
    const graph = wait("first", { ...outcome("a"), filter: { ...anySignal("event"), name: "a", sameKey: true } });
    const enrollment = buildEnrollment("enr_1", { by: "event", signalId: null, correlationKey: "cart-1", data: {} });
    const about = (key: string | null) =>
      travel(graph, { enrollment, signals: [{ ...happens("a", HOUR_MS), correlationKey: key }] }).path.at(-1);
    expect([about("cart-1"), about("cart-2"), about(null)]).toEqual(["to-a", "to-timeout", "to-timeout"]);
    expect(travel(graph, { signals: [{ ...happens("a", HOUR_MS), correlationKey: null }] }).path.at(-1)).toBe(
      "to-timeout",
    );
  });

  it.each([
    ["is", "PRO", true],
    ["is-not", "pro", false],
    ["contains", "r", true],
    ["at-least", 3, false],
    ["exists", null, true],
  ] as const)("properties: plan %s %s", (op, value, taken) => {
    const graph = wait("first", {
      ...outcome("a"),
      filter: { ...anySignal("event"), name: "a", where: [{ path: "plan", op, value }] },
    } as ReturnType<typeof outcome>);
    expect(end(graph, { ...happens("a", HOUR_MS), data: { plan: "pro" } })).toBe(taken ? "to-a" : "to-timeout");
  });
});

describe("delay", () => {
  const until = (config: object, zone = "UTC", contact = buildContact()) => {
    const { visits } = travel(alone({ kind: "delay", config }, ["next", "missing"]), { zone, contact });
    const step = visits.find((visit) => visit.nodeId === "step");
    return `${step?.outlet} ${step?.leftAt == null ? "never" : toIso(step.leftAt)}`;
  };

  it.each([
    [{ duration: { amount: 90, unit: "minutes" } }, "UTC", "next 2026-01-07T10:30:00.000Z"],
    [{ duration: { amount: 2, unit: "weeks" } }, "UTC", "next 2026-01-21T09:00:00.000Z"],
    // over the change of clocks on 29 March the local time is kept
    [{ duration: { amount: 12, unit: "weeks" } }, "Europe/Berlin", "next 2026-04-01T08:00:00.000Z"],
    [{ mode: "until-time", minute: 480 }, "Europe/Berlin", "next 2026-01-08T07:00:00.000Z"],
    [{ mode: "until-time", minute: 480 }, "America/New_York", "next 2026-01-07T13:00:00.000Z"],
    [{ mode: "until-time", minute: 540, weekdays: [0] }, "UTC", "next 2026-01-12T09:00:00.000Z"],
  ])("%j in %s", (config, zone, expected) => {
    expect(until(config, zone)).toBe(expected);
  });

  it.each([
    ["2026-02-01", "next 2026-01-29T09:00:00.000Z"],
    ["2026-01-09", "missing 2026-01-07T09:00:00.000Z"],
    ["soon", "missing 2026-01-07T09:00:00.000Z"],
    [null, "missing 2026-01-07T09:00:00.000Z"],
  ])("three days before %s", (renewal, expected) => {
    expect(
      until(
        { mode: "until-date", attribute: "renewal", offsetDays: -3, minute: 540 },
        "UTC",
        buildContact({ attributes: { renewal } }),
      ),
    ).toBe(expected);
  });

  it("a date that is changed meanwhile moves the end", () => {
    const graph = alone({ kind: "delay", config: { mode: "until-date", attribute: "renewal", minute: 0 } }, ["next"]);
    const { state, world } = travel(graph, {
      contact: buildContact({ attributes: { renewal: "2026-03-01" } }),
      until: at(DAY_MS),
    });
    const sooner = { ...world, contact: buildContact({ attributes: { renewal: "2026-02-01" } }) };
    expect(advance(graph, state, { type: "woken" }, sooner).effect).toMatchObject({
      type: "sleep",
      wakeAt: toEpochMs("2026-02-01T00:00:00Z"),
    });
  });

  it.each([
    ["taken away", {}, "missing"],
    ["moved before they came", { renewal: "2025-12-24" }, "missing"],
    ["moved to a day that has passed since", { renewal: "2026-01-20" }, "next"],
  ])("a date %s while somebody waited lets them go on from now", (_, attributes, outlet) => {
    const config = { mode: "until-date", attribute: "renewal", minute: 0 };
    const graph = alone({ kind: "delay", config }, ["next", "missing"]);
    const { state, world } = travel(graph, {
      contact: buildContact({ attributes: { renewal: "2026-03-01" } }),
      until: at(DAY_MS),
    });
    const now = at(40 * DAY_MS);
    const { visits } = advance(
      graph,
      state,
      { type: "woken" },
      { ...world, now, contact: buildContact({ attributes }) },
    );
    expect(visits.find(({ nodeId }) => nodeId === "step")).toMatchObject({ outlet, leftAt: now });
  });
});

describe("split", () => {
  const split = alone(
    {
      kind: "split",
      config: {
        arms: [
          { id: "a", label: "", weight: 30 },
          { id: "b", label: "", weight: 70 },
        ],
      },
    },
    ["a", "b"],
  );

  it("gives the shares, and the same person the same way", () => {
    const ways = Array.from({ length: 4_000 }, (_, i) =>
      travel(split, { enrollment: buildEnrollment(`enr_${i}`) }).path.at(-1),
    );
    const share = ways.filter((way) => way === "to-a").length / ways.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.03);
    expect(travel(split, { enrollment: buildEnrollment("enr_7") }).path.at(-1)).toBe(ways[7]);
  });

  it("a share of nothing gets nobody", () => {
    const graph = alone(
      {
        kind: "split",
        config: {
          arms: [
            { id: "a", label: "", weight: 0 },
            { id: "b", label: "", weight: 1 },
          ],
        },
      },
      ["a", "b"],
    );
    for (let i = 0; i < 200; i += 1)
      expect(travel(graph, { enrollment: buildEnrollment(`enr_${i}`) }).path.at(-1)).toBe("to-b");
  });
});

describe("branch", () => {
  const has = (tag: string) => ({ type: "test", subject: { on: "tags" }, op: "has", value: [tag] });
  const graph = alone(
    {
      kind: "branch",
      config: {
        arms: [
          { id: "a", label: "A", when: has("x") },
          { id: "b", label: "B", when: has("y") },
        ],
      },
    },
    ["a", "b", "else"],
  );

  it.each([
    [["x", "y"], "to-a"],
    [["y"], "to-b"],
    [[], "to-else"],
  ])("tags %j go to %s, and the facts read are frozen", (tags, end) => {
    const { path, visits } = travel(graph, { contact: buildContact({ tags }) });
    expect(path.at(-1)).toBe(end);
    expect(visits.find((visit) => visit.nodeId === "step")?.because?.data).toMatchObject({ facts: { tags } });
  });
});

describe("steps that do something", () => {
  const run = (graph: ReturnType<typeof alone>, done: DoneFact) => {
    const first = travel(graph, { until: testStart, touch: () => null });
    const start = advance(graph, buildEnrollment(), { type: "started" }, { ...first.world, done: {} });
    return {
      asked: start.effect,
      after: advance(graph, start.enrollment, { type: "woken" }, { ...first.world, done: { "enr_1/step/1": done } }),
    };
  };
  const well: DoneFact = { at: at(MINUTE_MS), ok: true, reason: null, result: {} };
  const badly: DoneFact = { ...well, ok: false, reason: "status 500" };

  it.each([
    ["update", {}, { do: "update", changes: [{ set: "tag", tag: "seen", to: "add" }] }],
    ["task", { due: { amount: 1, unit: "days" } }, { do: "task", dueAt: at(DAY_MS) }],
    ["notify", {}, { do: "notify" }],
    ["webhook", {}, { do: "webhook" }],
    ["move", { thenLeave: false }, { do: "move", sequenceId: "seq_2", thenLeave: false }],
  ] as const)("%s asks once, then goes on from when it was done", (kind, config, action) => {
    const { asked, after } = run(alone({ kind, config }, ["next"]), well);
    expect(asked).toEqual({ type: "do", key: "enr_1/step/1", nodeId: "step", visit: 1, action, wakeAt: null });
    expect(after.visits.map((visit) => [visit.nodeId, visit.enteredAt])).toEqual([
      ["step", testStart],
      ["to-next", at(MINUTE_MS)],
    ]);
  });

  it("what failed goes on and says why; a webhook has a way of its own", () => {
    expect(run(alone({ kind: "task" }, ["next"]), badly).after.visits[0]).toMatchObject({
      outlet: "next",
      because: { code: "not-done", data: { reason: "status 500" } },
    });
    expect(run(alone({ kind: "webhook" }, ["next", "failed"]), badly).after.visits[1]?.nodeId).toBe("to-failed");
    expect(run(alone({ kind: "webhook" }, ["next"]), badly).after.visits[1]?.nodeId).toBe("to-next");
  });

  it("move and leave ends it", () => {
    expect(run(alone({ kind: "move", config: { thenLeave: true } }, []), well).after.enrollment.end).toMatchObject({
      reason: "left-here",
      at: at(MINUTE_MS),
    });
  });
});
