import { describe, expect, it } from "vitest";
import { advance, drawnOutlet } from "@/core/advance";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toEpochMs, toIso } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { travel } from "@/core/testing/travel";
import { buildContact, buildEnrollment, buildSignal, buildWorld, testStart } from "@/core/testing/world";

const at = (ms: number) => addMs(testStart, ms);

const reactions = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "wait" } },
  wait: {
    kind: "wait",
    config: {
      mode: "settle",
      outcomes: [
        { id: "replied", label: "replied", filter: anySignal("reply"), touch: "mail", count: 1 },
        { id: "bought", label: "bought", filter: anySignal("purchase"), touch: "", count: 1 },
        { id: "clicked", label: "clicked", filter: anySignal("click"), touch: "mail", count: 1 },
      ],
      timeout: { amount: 3, unit: "days" },
    },
    next: { replied: "thanks", bought: "welcome", clicked: "offer", timeout: "remind" },
  },
  thanks: { kind: "email", next: { next: "thanksEnd" } },
  thanksEnd: { kind: "exit" },
  welcome: { kind: "email", next: { next: "welcomeEnd" } },
  welcomeEnd: { kind: "exit" },
  offer: { kind: "email", next: { next: "offerEnd" } },
  offerEnd: { kind: "exit" },
  remind: { kind: "email", next: { next: "remindEnd" } },
  remindEnd: { kind: "exit" },
});

describe("a wait takes exactly one way, to the last step", () => {
  it.each([
    ["replied", [{ ...buildSignal("s1", "reply", at(HOUR_MS)), mail: "mail" }], "thanks"],
    ["bought", [buildSignal("s1", "purchase", at(HOUR_MS))], "welcome"],
    ["clicked", [{ ...buildSignal("s1", "click", at(HOUR_MS)), mail: "mail" }], "offer"],
    ["timeout", [], "remind"],
  ])("%s", (outlet, signals, taken) => {
    const { path, state, visits } = travel(reactions, { signals });
    expect(path).toEqual(["start", "mail", "wait", taken, `${taken}End`]);
    expect(visits.find((visit) => visit.nodeId === "wait")?.outlet).toBe(outlet);
    expect(state.end?.reason).toBe("left-here");
  });
});

describe("settle", () => {
  const click = { ...buildSignal("c", "click", at(HOUR_MS)), mail: "mail" };

  it("waits 90 seconds after the first, then the highest-ranked wins", () => {
    const buys = buildSignal("p", "purchase", at(HOUR_MS + 60 * SECOND_MS));
    const { visits } = travel(reactions, { signals: [click, buys] });
    const wait = visits.find((visit) => visit.nodeId === "wait");
    expect(wait?.outlet).toBe("bought");
    expect(wait?.leftAt).toBe(at(HOUR_MS + 90 * SECOND_MS));
  });

  it("the top-ranked decides at once", () => {
    const reply = { ...buildSignal("r", "reply", at(HOUR_MS + 10 * SECOND_MS)), mail: "mail" };
    const { visits } = travel(reactions, { signals: [click, reply] });
    const wait = visits.find((visit) => visit.nodeId === "wait");
    expect([wait?.outlet, wait?.leftAt]).toEqual(["replied", at(HOUR_MS + 10 * SECOND_MS)]);
  });

  it("what happens after the settle time does not count, however late it is looked at", () => {
    const buys = buildSignal("p", "purchase", at(HOUR_MS + 91 * SECOND_MS));
    const { visits } = travel(reactions, { signals: [click, buys], lateMs: HOUR_MS });
    expect(visits.find((visit) => visit.nodeId === "wait")?.outlet).toBe("clicked");
  });

  it("machines and unsure ones move nothing and are counted", () => {
    const { visits } = travel(reactions, {
      signals: [
        { ...click, verdict: "machine" },
        { ...buildSignal("u", "click", at(HOUR_MS), { verdict: "unsure" }), mail: "mail" },
      ],
    });
    const wait = visits.find((visit) => visit.nodeId === "wait");
    expect(wait?.outlet).toBe("timeout");
    expect(wait?.because).toMatchObject({ code: "timed-out", data: { ignored: 2 } });
  });

  it("an automatic answer is no reply", () => {
    const away = { ...buildSignal("r", "reply", at(HOUR_MS), { replyClass: "out_of_office" }), mail: "mail" };
    expect(travel(reactions, { signals: [away] }).path).toContain("remind");
  });

  it("a click on somebody else's mail is not one on ours", () => {
    const other = buildSignal("c", "click", at(HOUR_MS), { touchKey: "enr_9/mail/1" });
    expect(travel(reactions, { signals: [other] }).path).toContain("remind");
  });
});

describe("the deadline", () => {
  const deadline = at(3 * DAY_MS);

  it("is decided five minutes after, and the next clock starts there", () => {
    const { visits } = travel(reactions);
    expect(visits.find((visit) => visit.nodeId === "wait")?.leftAt).toBe(addMs(deadline, 5 * MINUTE_MS));
  });

  it("what occurred in time and arrives within the five minutes wins", () => {
    const late = {
      ...buildSignal("r", "reply", addMs(deadline, -SECOND_MS), { receivedAt: addMs(deadline, 4 * MINUTE_MS) }),
      mail: "mail",
    };
    expect(travel(reactions, { signals: [late] }).path).toContain("thanks");
  });

  it("what occurred after it came too late", () => {
    const late = { ...buildSignal("r", "reply", addMs(deadline, SECOND_MS)), mail: "mail" };
    expect(travel(reactions, { signals: [late] }).path).toContain("remind");
  });
});

describe("look-back", () => {
  it("a click on the mail that came before the wait was entered decides it on entry", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "pause" } },
      pause: { kind: "delay", config: { duration: { amount: 1, unit: "days" } }, next: { next: "wait" } },
      wait: {
        kind: "wait",
        config: {
          mode: "first",
          outcomes: [{ id: "clicked", label: "", filter: anySignal("click"), touch: "mail", count: 1 }],
        },
        next: { clicked: "yes", timeout: "no" },
      },
      yes: { kind: "exit" },
      no: { kind: "exit" },
    });
    const { visits, path } = travel(graph, { signals: [{ ...buildSignal("c", "click", at(HOUR_MS)), mail: "mail" }] });
    expect(path.at(-1)).toBe("yes");
    expect(visits.find((visit) => visit.nodeId === "wait")?.leftAt).toBe(at(DAY_MS));
  });

  it("a purchase before the enrollment does not count", () => {
    const before = buildSignal("p", "purchase", at(-HOUR_MS));
    expect(travel(reactions, { signals: [before] }).path).toContain("remind");
  });
});

describe("being woken", () => {
  it("for nothing changes nothing", () => {
    const { state, effect, world } = travel(reactions, { until: at(DAY_MS) });
    const again = advance(reactions, state, { type: "woken" }, world);
    expect(again.enrollment).toBe(state);
    expect(again.visits).toEqual([]);
    expect(again.effect).toEqual(effect);
  });

  it("late takes the same way at the same instants", () => {
    const signals = [{ ...buildSignal("c", "click", at(HOUR_MS)), mail: "mail" }];
    const punctual = travel(reactions, { signals });
    const late = travel(reactions, { signals, lateMs: 7 * HOUR_MS });
    expect(late.path).toEqual(punctual.path);
    expect(late.visits.find((v) => v.nodeId === "wait")?.leftAt).toBe(
      punctual.visits.find((v) => v.nodeId === "wait")?.leftAt,
    );
  });
});

describe("an email step", () => {
  const graph = drawGraph({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: { kind: "email", config: { shelfLifeDays: 2 }, next: { next: "sent", skipped: "missed" } },
    sent: { kind: "exit" },
    missed: { kind: "exit" },
  });

  it("asks for one send with its deadline and stays until the touch is decided", () => {
    const { effect, path } = travel(graph, { touch: () => null });
    expect(effect).toEqual({
      type: "send",
      key: "enr_1/mail/1",
      nodeId: "mail",
      visit: 1,
      dueAt: testStart,
      deadlineAt: at(2 * DAY_MS),
      wakeAt: null,
    });
    expect(path).toEqual(["start", "mail"]);
  });

  it.each([
    ["accepted", "sent"],
    ["unknown", "sent"],
    ["skipped", "missed"],
    ["failed", "missed"],
    ["withdrawn", "missed"],
  ] as const)("%s goes on to %s, from the instant it happened", (state, end) => {
    const { path, visits } = travel(graph, { touch: () => ({ state, at: at(HOUR_MS), reason: "repeat" }) });
    expect(path.at(-1)).toBe(end);
    expect(visits.at(-1)?.enteredAt).toBe(at(HOUR_MS));
  });

  it.each(["planned", "waiting", "held", "claimed", "handed_over"] as const)("%s stays", (state) => {
    expect(travel(graph, { touch: () => ({ state, at: testStart, reason: null }) }).path.at(-1)).toBe("mail");
  });

  it("skipped goes on by next where nothing is drawn for it", () => {
    const plain = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "sent" } },
      sent: { kind: "exit" },
    });
    const { visits, path } = travel(plain, { touch: () => ({ state: "skipped", at: testStart, reason: "repeat" }) });
    expect(path.at(-1)).toBe("sent");
    expect(visits[1]).toMatchObject({ outlet: "skipped", because: { code: "skipped", data: { reason: "repeat" } } });
  });

  it("withdrawn by a move to a new version asks for the same send again", () => {
    const here = travel(graph, { touch: () => null });
    const world = {
      ...here.world,
      touches: { "enr_1/mail/1": { state: "withdrawn", at: at(HOUR_MS), reason: "moved" } as const },
    };
    expect(advance(graph, here.state, { type: "migrated" }, world).effect).toMatchObject({
      type: "send",
      key: "enr_1/mail/1",
    });
  });
});

describe("exits and goals", () => {
  const sleeping = drawGraph({
    start: {
      kind: "trigger",
      config: {
        exits: [
          { id: "x1", by: "signal", filter: anySignal("reply"), scope: "sequence" },
          { id: "x2", by: "unsubscribe" },
        ],
      },
      next: { next: "mail" },
    },
    mail: { kind: "email", next: { next: "sleep" } },
    sleep: { kind: "delay", config: { duration: { amount: 5, unit: "days" } }, next: { next: "second" } },
    second: { kind: "email" },
    won: { kind: "goal", config: { by: "signal", filter: anySignal("purchase") }, next: { next: "hooray" } },
    hooray: { kind: "email", next: { next: "end" } },
    end: { kind: "exit" },
  });

  it("a reply ends it in a sleep, at once", () => {
    const { state, path } = travel(sleeping, { signals: [{ ...buildSignal("r", "reply", at(DAY_MS)), mail: "mail" }] });
    expect(path).toEqual(["start", "mail", "sleep"]);
    expect(state.end).toMatchObject({
      reason: "exit-rule",
      nodeId: "sleep",
      at: at(DAY_MS),
      because: { code: "exit", data: { signalId: "r" } },
    });
  });

  it("without one it goes on", () => {
    expect(travel(sleeping).path).toEqual(["start", "mail", "sleep", "second"]);
  });

  it("a goal jumps by its line, once, and leaves the waiting send behind", () => {
    const { path, withdrawn, state } = travel(sleeping, {
      signals: [buildSignal("p", "purchase", at(6 * DAY_MS)), buildSignal("p2", "purchase", at(7 * DAY_MS))],
      touch: (effect, now) => (effect.nodeId === "second" ? null : { state: "accepted", at: now, reason: null }),
    });
    expect(path).toEqual(["start", "mail", "sleep", "second", "won", "hooray", "end"]);
    expect(withdrawn).toEqual(["enr_1/second/1"]);
    expect(state.visits.won).toBe(1);
  });

  it("somebody who left all mail is taken out", () => {
    const { state } = travel(sleeping, { contact: buildContact({ suppressed: "marketing-and-sales" }) });
    expect(state.end?.reason).toBe("exit-rule");
    expect(state.touches).toEqual({});
  });

  it("what was due before the exit happened goes first, though it is looked at later", () => {
    const { path } = travel(sleeping, {
      signals: [{ ...buildSignal("r", "reply", at(5 * DAY_MS + HOUR_MS)), mail: "mail" }],
      lateMs: 3 * DAY_MS,
      touch: (effect, now) => (effect.nodeId === "second" ? null : { state: "accepted", at: now, reason: null }),
    });
    expect(path).toEqual(["start", "mail", "sleep", "second"]);
  });

  it("the drawn answer wins over the exit rule, and is not taken again later", () => {
    const graph = drawGraph({
      start: {
        kind: "trigger",
        config: { exits: [{ id: "x", by: "signal", filter: anySignal("reply"), scope: "anywhere" }] },
        next: { next: "mail" },
      },
      mail: { kind: "email", next: { next: "wait" } },
      wait: {
        kind: "wait",
        config: { outcomes: [{ id: "replied", label: "", filter: anySignal("reply"), touch: "mail", count: 1 }] },
        next: { replied: "later", timeout: "no" },
      },
      later: { kind: "delay", next: { next: "thanks" } },
      thanks: { kind: "email", next: { next: "end" } },
      end: { kind: "exit" },
      no: { kind: "exit" },
    });
    const reply = { ...buildSignal("r", "reply", at(HOUR_MS)), mail: "mail" };
    expect(travel(graph, { signals: [reply] }).path).toEqual(["start", "mail", "wait", "later", "thanks", "end"]);
    const second = { ...buildSignal("r2", "reply", at(DAY_MS)), mail: "mail" };
    expect(travel(graph, { signals: [reply, second] }).path).toEqual(["start", "mail", "wait", "later"]);
  });

  it("a goal met at the end of a line says so, one not met says the end was reached", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "won" } },
      won: {
        kind: "goal",
        config: {
          filter: anySignal("event"),
          by: "condition",
          when: { type: "test", subject: { on: "tags" }, op: "has", value: ["vip"] },
        },
      },
    });
    expect(travel(graph).state.end?.reason).toBe("reached-end");
    expect(travel(graph, { contact: buildContact({ tags: ["vip"] }) }).state.end?.reason).toBe("goal");
  });
});

describe("members", () => {
  const graph = drawGraph({
    start: { kind: "trigger", next: { next: "sleep" } },
    sleep: { kind: "delay", config: { duration: { amount: 5, unit: "days" } }, next: { next: "mail" } },
    mail: { kind: "email", next: { next: "end" } },
    end: { kind: "exit" },
  });
  const here = { nodeId: "sleep", visit: 1 };

  it("skip a wait; told twice it is skipped once", () => {
    const event = { type: "skip-wait", at: here, by: "mem_1", reason: "asked" } as const;
    const { visits, path } = travel(graph, {
      events: [
        { at: at(HOUR_MS), event },
        { at: at(HOUR_MS), event },
      ],
    });
    expect(path).toEqual(["start", "sleep", "mail", "end"]);
    expect(visits[1]).toMatchObject({ leftAt: at(HOUR_MS), because: { code: "wait-skipped" } });
  });

  it("move to a step", () => {
    const event = { type: "jump", at: here, to: "end", by: "mem_1", reason: "asked" } as const;
    expect(travel(graph, { events: [{ at: at(HOUR_MS), event }] }).path).toEqual(["start", "sleep", "end"]);
  });

  it("a jump aimed at where the person no longer is does nothing", () => {
    const event = { type: "jump", at: { nodeId: "start", visit: 1 }, to: "end", by: "mem_1", reason: "asked" } as const;
    expect(travel(graph, { events: [{ at: at(HOUR_MS), event }] }).path).toEqual(["start", "sleep", "mail", "end"]);
  });

  it("stop it", () => {
    const { state } = travel(graph, {
      events: [{ at: at(HOUR_MS), event: { type: "stop", by: "mem_1", reason: "asked" } }],
    });
    expect(state.end).toMatchObject({ reason: "stopped", at: at(HOUR_MS), nodeId: "sleep" });
  });

  it("a pause makes time stand still, and ends by itself", () => {
    const pause = { type: "pause", until: at(2 * DAY_MS), clock: "stands", by: "reply", reason: "away" } as const;
    const { visits } = travel(graph, { events: [{ at: at(DAY_MS), event: pause }] });
    expect(visits[1]?.leftAt).toBe(at(6 * DAY_MS));
  });

  it("a pause whose clock runs delays only what falls in it", () => {
    const pause = { type: "pause", until: at(2 * DAY_MS), clock: "runs", by: "reply", reason: "away" } as const;
    expect(travel(graph, { events: [{ at: at(DAY_MS), event: pause }] }).visits[1]?.leftAt).toBe(at(5 * DAY_MS));
  });

  it("nothing leaves while paused without an end, until it is resumed", () => {
    const pause = { type: "pause", until: null, clock: "stands", by: "mem_1", reason: "holiday" } as const;
    const events = [{ at: at(DAY_MS), event: pause }];
    const paused = travel(graph, { events });
    expect(paused.effect).toMatchObject({ type: "sleep", wakeAt: null });
    const resumed = travel(graph, { events: [...events, { at: at(10 * DAY_MS), event: { type: "resume" } }] });
    expect(resumed.visits[1]?.leftAt).toBe(at(14 * DAY_MS));
  });
});

describe("loops", () => {
  const looping = (next: Record<string, string>) =>
    drawGraph({
      start: { kind: "trigger", next: { next: "sleep" } },
      sleep: { kind: "delay", config: { duration: { amount: 1, unit: "days" } }, next: { next: "tag", ...next } },
      tag: { kind: "update", next: { next: "sleep" } },
      over: { kind: "exit" },
    });

  it("go round 20 times, then leave by done", () => {
    const { state, visits } = travel(looping({ done: "over" }));
    expect(state.visits).toEqual({ start: 1, sleep: 21, tag: 20, over: 1 });
    expect(visits.find((visit) => visit.nodeId === "sleep" && visit.visit === 21)).toMatchObject({
      outlet: "done",
      because: { code: "rounds-spent" },
    });
  });

  it("without a done line they end there, saying so", () => {
    expect(travel(looping({})).state.end).toMatchObject({ reason: "rounds-spent", nodeId: "sleep" });
  });

  it("until a time of day takes one day per round, also when it comes back at that very minute", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "nine" } },
      nine: { kind: "delay", config: { mode: "until-time", minute: 540 }, next: { next: "tag" } },
      tag: { kind: "update", next: { next: "nine" } },
    });
    const { visits } = travel(graph, { until: at(3 * DAY_MS) });
    const left = visits
      .filter((visit) => visit.nodeId === "nine" && visit.leftAt !== null)
      .map((visit) => toIso(visit.leftAt ?? toEpochMs(0)));
    expect(left).toEqual([
      "2026-01-07T09:00:00.000Z",
      "2026-01-08T09:00:00.000Z",
      "2026-01-09T09:00:00.000Z",
      "2026-01-10T09:00:00.000Z",
    ]);
  });

  it("one signal decides a wait once, not in every round", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "wait" } },
      wait: {
        kind: "wait",
        config: {
          outcomes: [{ id: "bought", label: "", filter: anySignal("purchase"), touch: "", count: 1 }],
          timeout: { amount: 1, unit: "days" },
        },
        next: { bought: "wait", timeout: "end" },
      },
      end: { kind: "exit" },
    });
    const { state } = travel(graph, { signals: [buildSignal("p", "purchase", at(HOUR_MS))] });
    expect(state.visits).toEqual({ start: 1, wait: 2, end: 1 });
  });
});

describe("drawnOutlet", () => {
  it("names the outlet of the wait the person stands in", () => {
    const { state, world } = travel(reactions, { until: at(HOUR_MS) });
    const reply = buildSignal("r", "reply", at(HOUR_MS), { touchKey: "enr_1/mail/1" });
    expect(drawnOutlet(reactions, state, reply, world)).toBe("replied");
    expect(drawnOutlet(reactions, state, { ...reply, verdict: "machine" }, world)).toBeNull();
    expect(drawnOutlet(reactions, buildEnrollment(), reply, buildWorld())).toBeNull();
  });
});

describe("a version that lacks the step", () => {
  it("ends as broken and names it", () => {
    const { state, world } = travel(reactions, { until: at(DAY_MS) });
    const other = drawGraph({ start: { kind: "trigger" } });
    expect(advance(other, state, { type: "woken" }, world).enrollment.end).toMatchObject({
      reason: "broken",
      because: { code: "step-missing", data: { nodeId: "wait" } },
    });
  });
});
