import { expect, test } from "vitest";
import { auditRefs, sayAbout } from "@/core/audit-about";

const names: Readonly<Record<string, string>> = {
  seq_1: "Welcome",
  tea_1: "Sales",
  inv_1: "ada@example.com",
  mem_1: "Ann",
  rul_1: "Weekly",
  top_1: "News",
  "field:size": "Size of the company",
  "export:touches": "messages",
};
const say = (action: string, subjectRef: string, data: Record<string, unknown> = {}, personId: string | null = null) =>
  sayAbout({ action, subjectRef, data, personId }, (ref) => names[ref] ?? null);

test.each([
  ["member.invited", "inv_1", { role: "sales" }, "ada@example.com, as sales"],
  ["member.invited", "inv_2", { role: "sales" }, "an address that is not kept, as sales"],
  ["suppression.imported", "wsp_1", { added: 1200, known: 0, unreadable: 0 }, "1,200 addresses"],
  [
    "suppression.imported",
    "wsp_1",
    { added: 0, known: 1, unreadable: 2 },
    "1 address, 1 on the list before, 2 lines unreadable",
  ],
  ["data.exported", "wsp_1", { kind: "touches" }, "messages"],
  ["data.exported", "wsp_1", { kind: "no-more" }, "no more"],
  ["settings.updated", "wsp_1", { fields: ["timeZone", "hours"] }, "(time zone, hours)"],
  ["sending.paused", "wsp_1", {}, ""],
  ["clock.moved", "clk_1", { to: "2026-05-03T14:00:00.000Z" }, "to 2026-05-03 14:00 UTC"],
  ["brand.saved", "tea_1", {}, "of Sales"],
  ["brand.saved", "wsp_1", {}, ""],
  ["contact.owner-set", "mem_1", { contactIds: ["ctc_1", "ctc_2"] }, "2 contacts to Ann"],
  ["contact.owner-set", "nobody", { contactIds: ["ctc_1"] }, "1 contact to nobody"],
  ["caps.exempted", "seq_1", { ruleId: "rul_1" }, "Welcome from Weekly"],
  ["caps.exempted", "marketing", { ruleId: "rul_2" }, "marketing from a deleted rule"],
  ["sequence.published", "seq_1", { number: 3 }, "Welcome (version 3)"],
  ["sequence.team-changed", "seq_1", { teamId: null }, "Welcome (now of no team)"],
  ["field.defined", "size", { type: "number" }, "Size of the company"],
  ["field.undefined", "color", {}, "color"],
  ["integration.removed", "int_1", { kind: "stripe" }, "stripe"],
  ["webhook.updated", "whk_1", { fields: ["url"] }, "that is gone (url)"],
  ["reply.read", "inb_1", {}, "somebody who is gone"],
])("%s of %s says what it is about", (action, ref, data, words) => {
  expect(say(action, ref, data)).toBe(words);
});

test("beside a person stands only what was done in particular", () => {
  expect(say("person.viewed", "per_1", {}, "per_1")).toBe("");
  expect(say("preference.topic", "per_1", { topicId: "top_1", choice: "out" }, "per_1")).toBe("(News: out)");
  expect(say("reply.handed", "inb_1", { memberId: "mem_1" }, "per_1")).toBe("(to Ann)");
  expect(say("enrollment.paused", "seq_1", {}, "per_1")).toBe("in Welcome");
});

test("the refs to look up are its own and those in its data", () => {
  const entry = {
    action: "caps.exempted",
    subjectRef: "seq_1",
    personId: null,
    data: { ruleId: "rul_1", by: "sequence" },
  };
  expect(auditRefs(entry)).toEqual(["seq_1", "rul_1"]);
  expect(auditRefs({ action: "field.defined", subjectRef: "size", personId: null, data: {} })).toEqual(["field:size"]);
  expect(
    auditRefs({ action: "data.exported", subjectRef: "wsp_1", personId: null, data: { kind: "touches" } }),
  ).toEqual(["wsp_1"]);
});
