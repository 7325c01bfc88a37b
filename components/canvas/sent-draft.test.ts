import { expect, test } from "vitest";
import { noNames } from "@/core/names";
import { drawGraph } from "@/core/testing/graph";
import { validate } from "@/core/validate";
import { drawCards } from "./draw-cards";
import { packDraft, unpackDraft } from "./sent-draft";

test("what was drawn on the server is the same in the browser", () => {
  const graph = drawGraph({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: { kind: "email", next: { next: "fork" } },
    fork: { kind: "wait", next: { timeout: "pause" } },
    pause: { kind: "delay", next: { next: "mail" } },
    goal: { kind: "goal", next: {} },
  });
  const problems = validate(graph, {});
  const drawn = { graph, problems, cards: drawCards({ graph, problems, names: noNames, hasFoot: false }) };
  expect(problems).not.toEqual([]);
  expect(unpackDraft(packDraft(drawn))).toEqual(drawn);
});
