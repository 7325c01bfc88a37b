import { expect, test } from "vitest";
import { choiceRows } from "@/server/services/journeys/choice-rows";
import type { JourneySource } from "@/server/services/journeys/load";
import type { Speaker } from "@/server/services/journeys/speaker";

const at = new Date("2026-05-04T10:00:00Z");
const none = { enrollments: [], touches: [], consents: [], choices: [], suppressions: [], facts: [], wishes: [] };
const speaker = { names: (kind: string, id: string) => (kind === "member" && id === "mem_1" ? "Ana Ruiz" : null) };
const said = (source: object) =>
  choiceRows({ ...none, ...source } as unknown as JourneySource, speaker as unknown as Speaker).map(
    ({ title, reason }) => [title, reason],
  ); // what these rows are made of

test("why somebody is not written to is said in words, with who decided it", () => {
  const row = { id: "sup_1", createdAt: at, liftedAt: null, scope: "marketing_and_sales" };
  expect(
    said({
      suppressions: [
        { ...row, reason: "manual", source: "member", evidenceRef: "mem_1" },
        { ...row, scope: "all", reason: "bounce_hard", source: "bounce", evidenceRef: null },
      ],
    }),
  ).toEqual([
    ["No marketing and no sales any more", "Added by hand, by Ana Ruiz."],
    ["Never to be written to again", "The address does not exist, from bounce."],
  ]);
});

test("a ground that was withdrawn is none to write to them", () => {
  const consent = { id: "cns_1", recordedAt: at, topicId: null, source: "Telephone", wording: "", proof: null };
  expect(said({ consents: [{ ...consent, basis: "none" }] })).toEqual([
    ["No ground to write to them about anything", "From Telephone."],
  ]);
});
