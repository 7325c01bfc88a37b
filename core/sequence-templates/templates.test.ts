import { describe, expect, it } from "vitest";
import { configOf } from "@/core/compile";
import { nodesOf } from "@/core/graph";
import { graphSchema } from "@/core/graph-schema";
import { addMs, DAY_MS, HOUR_MS } from "@/core/instant";
import { renderEmailText } from "@/core/merge-content";
import { knownMergeVariables } from "@/core/merge-fields";
import { emailNode } from "@/core/nodes/email";
import { sequenceTemplates } from "@/core/sequence-templates/all-templates";
import { drawTemplate, templateEntrance, templateFigures } from "@/core/sequence-templates/template";
import { simulate } from "@/core/simulate";
import { buildContact, handEntry, testStart } from "@/core/testing/world";
import { validate } from "@/core/validate";

const numbered = () => {
  let count = 0;
  return () => {
    count += 1;
    return `nod_${count}`;
  };
};
const answers = {
  sender: "snd_1",
  topic: "top_1",
  form: "frm_1",
  segment: "seg_1",
  url: "https://acme.com/x",
  review: "https://acme.com/review",
};
const attributes = ["renewal_date"];

it("there are ten, with names of their own", () => {
  expect(sequenceTemplates).toHaveLength(10);
  expect(new Set(sequenceTemplates.map((template) => template.id)).size).toBe(10);
});

it("each says what lets people in, also before its questions are answered", () => {
  const ways = sequenceTemplates.map((template) => templateEntrance(drawTemplate(template, {}, numbered())));
  expect(ways).not.toContain(null);
  expect(new Set(ways)).toEqual(new Set(["event", "form", "purchase", "segment", "date", "tag"]));
});

describe.each(sequenceTemplates.map((template) => [template.id, template] as const))("%s", (_, template) => {
  const graph = drawTemplate(template, answers, numbered());

  it("is a whole graph that could be published once its questions are answered, without a remark", () => {
    expect(graphSchema.safeParse(graph).error?.issues ?? []).toEqual([]);
    expect(validate(graph, { mergeVariables: knownMergeVariables(attributes) })).toEqual([]);
  });

  it("unanswered, it says what to fix and nothing else is wrong", () => {
    const open = drawTemplate(template, {}, numbered());
    const problems = validate(open, { mergeVariables: knownMergeVariables(attributes) });
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.path).toMatch(/^(senderId|topicId|body|entrance\.|arms\.)/);
  });

  it("its mails read well also for somebody of whom nothing is known", () => {
    for (const node of nodesOf(graph)) {
      const email = configOf(graph, node.id, emailNode);
      if (email === null) continue;
      const merged = renderEmailText(email, {
        email: "ana@acme.com",
        sender: { name: "Ana Ruiz" },
        attributes: {},
        company: {},
        entry: {},
      });
      expect(merged.missing).toEqual([]);
      expect(merged.badLinks).toEqual([]);
      expect(merged.text).not.toMatch(/undefined|\{\{|\{%| {2}/);
      expect(merged.text).toContain("Ana Ruiz");
      expect(merged.subject.length).toBeLessThan(60);
      expect(merged.text.split(/\s+/).length).toBeLessThan(140);
    }
  });

  it("every way ends, and each answer of each wait leads somewhere of its own", () => {
    const waits = nodesOf(graph).filter((node) => node.kind === "wait");
    expect(waits.length).toBeGreaterThan(0);
    for (const wait of waits) {
      for (const outlet of Object.keys(wait.next)) {
        const { state, outcome } = simulate({
          graph,
          contact: buildContact({ attributes: { renewal_date: "2026-03-10" } }),
          zone: "Europe/Madrid",
          startAt: testStart,
          entry: handEntry,
          governor: () => ({ is: "send" }),
          choices: outlet === "timeout" ? {} : { [wait.id]: { outlet, afterMs: HOUR_MS } },
          until: addMs(testStart, 300 * DAY_MS),
        });
        expect([outcome, state.end?.reason]).toEqual(["ended", "left-here"]);
      }
      expect(new Set(Object.values(wait.next)).size).toBeGreaterThan(1);
    }
  });

  it("the gallery can say how long and how many", () => {
    const { days, mails } = templateFigures(graph);
    expect(mails).toBeGreaterThanOrEqual(2);
    expect(days).toBeGreaterThan(2);
    expect(template.situation).toMatch(/^[A-Z].*\.$/);
  });
});
