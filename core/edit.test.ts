import { describe, expect, it } from "vitest";
import { connect, deleteSteps, type Edit, emptyGraph, insertStep, setConfig, setField } from "@/core/edit";
import { moveStep } from "@/core/edit-move";
import { copySteps, cutSteps, duplicateSteps, holdsSteps, pasteSteps } from "@/core/edit-paste";
import { diffGraphs, mergePatches } from "@/core/edit-patch";
import { edgesOf, type Graph } from "@/core/graph";
import { anySignal } from "@/core/signal-filter";
import { drawGraph, toJsonObject } from "@/core/testing/graph";

const graphOf = (edit: Edit): Graph => {
  if (!edit.ok) throw new Error(edit.message);
  return edit.graph;
};
const lines = (graph: Graph) =>
  edgesOf(graph)
    .map((edge) => `${edge.from}.${edge.outlet}>${edge.to}`)
    .sort();

const straight = drawGraph({
  start: { kind: "trigger", next: { next: "a" } },
  a: { kind: "email", next: { next: "b" } },
  b: { kind: "delay", next: { next: "c" } },
  c: { kind: "email" },
});

const forked = drawGraph({
  start: { kind: "trigger", next: { next: "wait" } },
  wait: { kind: "wait", next: { replied: "thanks", clicked: "offer", timeout: "remind" } },
  thanks: { kind: "email", next: { next: "end" } },
  offer: { kind: "email", next: { next: "end" } },
  remind: { kind: "email", next: { next: "end" } },
  end: { kind: "exit" },
});

describe("insertStep", () => {
  it("goes between, and gives the next S-number", () => {
    const edit = insertStep(straight, { id: "x", kind: "delay", slot: { from: "a", outlet: "next" } });
    expect(lines(graphOf(edit))).toEqual(["a.next>x", "b.next>c", "start.next>a", "x.next>b"]);
    expect(edit).toMatchObject({ label: "Added Wait S5", focus: "x" });
  });

  it("of a splitter keeps what followed behind the time-out, or where one says", () => {
    const slot = { from: "a", outlet: "next" };
    expect(lines(graphOf(insertStep(straight, { id: "x", kind: "wait", slot })))).toContain("x.timeout>b");
    expect(lines(graphOf(insertStep(straight, { id: "x", kind: "wait", slot, keep: "replied" })))).toContain(
      "x.replied>b",
    );
  });

  it("of a goal leaves a line that leads on as it is: on it everybody would leave who has not reached it", () => {
    const add = (from: string) =>
      lines(graphOf(insertStep(straight, { id: "won", kind: "goal", slot: { from, outlet: "next" } })));
    expect(add("a")).toEqual(lines(straight));
    expect(add("c")).toContain("c.next>won");
  });

  it("a second entry is refused", () => {
    expect(insertStep(straight, { id: "x", kind: "trigger", slot: null })).toEqual({
      ok: false,
      message: "A sequence has one entry",
    });
  });

  it("S-numbers are never used again", () => {
    const added = graphOf(insertStep(emptyGraph("e"), { id: "x", kind: "email", slot: { from: "e", outlet: "next" } }));
    const deleted = graphOf(deleteSteps(added, ["x"]));
    const again = graphOf(insertStep(deleted, { id: "y", kind: "email", slot: { from: "e", outlet: "next" } }));
    expect(again.nodes.y?.step).toBe(3);
  });
});

describe("deleteSteps", () => {
  it("heals the line", () => {
    expect(lines(graphOf(deleteSteps(straight, ["b"])))).toEqual(["a.next>c", "start.next>a"]);
  });

  it("of a splitter keeps the chosen branch and takes the others along", () => {
    const kept = graphOf(deleteSteps(forked, ["wait"], "replied"));
    expect(lines(kept)).toEqual(["start.next>thanks", "thanks.next>end"]);
    expect(Object.keys(kept.nodes).sort()).toEqual(["end", "start", "thanks"]);
    expect(lines(graphOf(deleteSteps(forked, ["wait"])))).toEqual(["remind.next>end", "start.next>remind"]);
  });

  it("of two in a row heals over both", () => {
    expect(lines(graphOf(deleteSteps(straight, ["a", "b"])))).toEqual(["start.next>c"]);
  });

  it("of the entry is refused", () => {
    expect(deleteSteps(straight, ["start"])).toMatchObject({ ok: false, message: "The entry cannot be deleted" });
  });

  it("in a loop draws no step onto itself", () => {
    const loop = drawGraph({
      start: { kind: "trigger", next: { next: "a" } },
      a: { kind: "delay", next: { next: "b" } },
      b: { kind: "update", next: { next: "a" } },
    });
    expect(lines(graphOf(deleteSteps(loop, ["b"])))).toEqual(["start.next>a"]);
  });
});

describe("setConfig and setField", () => {
  it("an outlet that vanishes loses its line", () => {
    const config = toJsonObject({
      ...forked.nodes.wait?.config,
      outcomes: [{ id: "replied", label: "", filter: anySignal("reply"), touch: "", count: 1 }],
    });
    expect(Object.keys(graphOf(setConfig(forked, "wait", config)).nodes.wait?.next ?? {})).toEqual([
      "replied",
      "timeout",
    ]);
  });

  it("reaches into lists, leaves the rest shared, and says what changed", () => {
    const edit = setField(forked, "wait", "outcomes.1.label", "Looked", "Label");
    expect(graphOf(edit).nodes.wait?.config.outcomes).toMatchObject([
      { id: "replied" },
      { id: "clicked", label: "Looked" },
    ]);
    expect(graphOf(edit).nodes.thanks).toBe(forked.nodes.thanks);
    expect(edit).toMatchObject({ label: "Changed Wait for a reaction S2: Label" });
  });

  it("typing is one entry of undo", () => {
    const first = graphOf(setField(straight, "a", "subject", "H", "Subject"));
    const second = graphOf(setField(first, "a", "subject", "Hi", "Subject"));
    const merged = mergePatches(diffGraphs(straight, first, "x"), diffGraphs(first, second, "x"));
    expect(merged?.nodes.a).toEqual({ before: straight.nodes.a, after: second.nodes.a });
    expect(
      mergePatches(
        diffGraphs(straight, first, "x"),
        diffGraphs(first, graphOf(setField(first, "c", "subject", "Hi")), "x"),
      ),
    ).toBeNull();
  });
});

describe("connect", () => {
  it("a round without a wait is refused with the reason, one through a wait is drawn", () => {
    const hasty = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", next: { next: "task" } },
      task: { kind: "task" },
    });
    expect(connect(hasty, { from: "task", outlet: "next" }, "mail")).toEqual({
      ok: false,
      message: "Put a wait between S2 and S3 first: people would go round at once",
    });
    const slow = insertStep(hasty, { id: "pause", kind: "delay", slot: { from: "task", outlet: "next" } });
    expect(slow.ok && connect(slow.graph, { from: "pause", outlet: "next" }, "mail").ok).toBe(true);
  });

  it("draws a continue at; nothing leads to the entry", () => {
    expect(lines(graphOf(connect(straight, { from: "c", outlet: "next" }, "b")))).toContain("c.next>b");
    expect(connect(straight, { from: "c", outlet: "next" }, "start").ok).toBe(false);
  });
});

describe("moveStep", () => {
  it("heals where it was and goes between where it comes", () => {
    expect(lines(graphOf(moveStep(straight, "a", { from: "c", outlet: "next" })))).toEqual([
      "b.next>c",
      "c.next>a",
      "start.next>b",
    ]);
    expect(lines(graphOf(moveStep(straight, "c", { from: "start", outlet: "next" })))).toEqual([
      "a.next>b",
      "c.next>a",
      "start.next>c",
    ]);
  });

  it("a splitter takes its branches along, but not into one of them", () => {
    const moved = graphOf(moveStep(forked, "wait", { from: "remind", outlet: "next" }));
    expect(lines(moved)).toEqual([
      "offer.next>end",
      "remind.next>wait",
      "start.next>remind",
      "thanks.next>end",
      "wait.clicked>offer",
      "wait.replied>thanks",
      "wait.timeout>end",
    ]);
    expect(moveStep(forked, "wait", { from: "thanks", outlet: "next" })).toMatchObject({
      ok: false,
      message: "A step cannot be moved into its own branch",
    });
  });
});

describe("copy and paste", () => {
  const ids = () => {
    let count = 0;
    return () => {
      count += 1;
      return `n${count}`;
    };
  };

  it("as text, with new ids and numbers, lines among the copies, and what followed behind the last", () => {
    const text = copySteps(straight, ["a", "b"]) ?? "";
    const edit = pasteSteps(straight, text, { from: "c", outlet: "next" }, ids());
    expect(lines(graphOf(edit))).toEqual(["a.next>b", "b.next>c", "c.next>n1", "n1.next>n2", "start.next>a"]);
    expect([graphOf(edit).nodes.n1?.step, graphOf(edit).nextStep]).toEqual([5, 7]);
    expect(edit).toMatchObject({ label: "Pasted 2 steps", focus: "n1" });
  });

  it("references among the copies follow them, others stay", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "a" } },
      a: { kind: "email", next: { next: "b" } },
      b: { kind: "email", config: { thread: { mode: "reply", nodeId: "a" } }, next: { next: "c" } },
      c: { kind: "email", config: { thread: { mode: "reply", nodeId: "a" } } },
    });
    const both = graphOf(pasteSteps(graph, copySteps(graph, ["a", "b"]) ?? "", null, ids()));
    expect(both.nodes.n2?.config.thread).toEqual({ mode: "reply", nodeId: "n1" });
    const alone = graphOf(pasteSteps(graph, copySteps(graph, ["c"]) ?? "", null, ids()));
    expect(alone.nodes.n1?.config.thread).toEqual({ mode: "reply", nodeId: "a" });
  });

  it("goals stand free: the line leads to the first step among the copies, whatever its number", () => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "a" } },
      won: { kind: "goal" },
      a: { kind: "email", next: { next: "b" } },
      b: { kind: "delay" },
    });
    const text = copySteps(graph, ["won", "a", "b"]) ?? "";
    expect(lines(graphOf(pasteSteps(straight, text, { from: "a", outlet: "next" }, ids())))).toEqual([
      "a.next>n2",
      "b.next>c",
      "n2.next>n3",
      "n3.next>b",
      "start.next>a",
    ]);
    const alone = pasteSteps(straight, copySteps(graph, ["won"]) ?? "", { from: "a", outlet: "next" }, ids());
    expect([lines(graphOf(alone)), alone.ok && alone.focus]).toEqual([lines(straight), "n1"]);
    expect(lines(graphOf(duplicateSteps(graph, ["won"], ids())))).toEqual(lines(graph));
  });

  it("the entry is not copied, other text holds no steps", () => {
    expect(copySteps(straight, ["start"])).toBeNull();
    for (const text of [
      "",
      "hello",
      '{"heed":"steps/1"}',
      '{"heed":"steps/1","nodes":[{"id":"a","kind":"bomb","config":{},"next":{}}]}',
    ]) {
      expect(holdsSteps(text)).toBe(false);
      expect(pasteSteps(straight, text, null, ids()).ok).toBe(false);
    }
  });

  it("duplicate puts the copy right behind; cut gives text and heals", () => {
    expect(lines(graphOf(duplicateSteps(straight, ["a"], ids())))).toEqual([
      "a.next>n1",
      "b.next>c",
      "n1.next>b",
      "start.next>a",
    ]);
    const { text, edit } = cutSteps(straight, ["b"]);
    expect(holdsSteps(text ?? "")).toBe(true);
    expect(lines(graphOf(edit))).toEqual(["a.next>c", "start.next>a"]);
  });
});
