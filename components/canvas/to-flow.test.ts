import { describe, expect, it } from "vitest";
import { setField } from "@/core/edit";
import { noNames } from "@/core/names";
import { drawGraph } from "@/core/testing/graph";
import { type CardsInput, drawCards } from "./draw-cards";
import { type FlowInput, toFlow } from "./to-flow";

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", next: { next: "pause" } },
  pause: { kind: "delay", next: { next: "end" } },
  end: { kind: "exit" },
});
const input: FlowInput & CardsInput = {
  graph,
  problems: [],
  names: noNames,
  editable: true,
  hasFoot: false,
  path: null,
  selected: null,
  tabStop: "start",
};

describe("the flow of a draft", () => {
  it("selecting a step makes new objects of that card alone", () => {
    const cards = drawCards(input);
    const before = toFlow(input, cards);
    const after = toFlow({ ...input, selected: "mail" }, cards, before);
    const changed = after.nodes.filter((node, index) => node !== before.nodes[index]).map(({ id }) => id);
    expect(changed).toEqual(["mail"]);
    expect(after.edges.every((edge, index) => edge === before.edges[index])).toBe(true);
  });

  it("typing into a step makes new objects of that card alone, as long as its size stays", () => {
    const before = toFlow(input, drawCards(input));
    const edit = setField(graph, "mail", "subject", "Hullo");
    if (!edit.ok) throw new Error(edit.message);
    const next = { ...input, graph: edit.graph };
    const after = toFlow(next, drawCards(next, before.views), before);
    expect(after.nodes.filter((node, index) => node !== before.nodes[index]).map(({ id }) => id)).toEqual(["mail"]);
  });

  it("tells where every line leaves and arrives before anything is mounted", () => {
    const flow = toFlow(input, drawCards(input));
    const mail = flow.nodes.find(({ id }) => id === "mail");
    expect(mail?.handles?.map(({ id, type }) => id ?? type)).toEqual(["target", "next"]);
  });

  it("while a step is moved, pluses are places: free, aimed at, or none", () => {
    const flow = toFlow(
      { ...input, place: { lines: new Set(["start next", "pause next"]), aimed: "pause next" } },
      drawCards(input),
    );
    expect(flow.edges.map(({ id, data }) => [id, data?.place])).toEqual([
      ["start next", "free"],
      ["mail next", "closed"],
      ["pause next", "aimed"],
    ]);
  });
});
