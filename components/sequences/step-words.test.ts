import { expect, it } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { stepName } from "./step-words";

it("calls a step what its card is called: as somebody named it, else by what it says, else its kind", () => {
  const graph = drawGraph({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: { kind: "email", config: { subject: "Worth a call?" }, next: { next: "sleep" } },
    sleep: { kind: "delay", next: { next: "last" } },
    last: { kind: "email", name: "Goodbye", config: { subject: "Was this a bad week?" } },
  });
  const names = Object.values(graph.nodes).map((node) => stepName(node).replace(/^S\d+ /, ""));
  expect(names.slice(1)).toEqual(["Worth a call?", "Wait", "Goodbye"]);
});
