import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { classifyReply } from "@/core/reply";
import { extractNewText } from "@/core/reply-text";
import { parseMail } from "@/server/mailbox/parse-mail";
import { absences } from "@/server/mailbox/testing/absences";
import { answers } from "@/server/mailbox/testing/answers";
import { absenceShapes, personShapes, toRaw } from "@/server/mailbox/testing/raw-mail";

const RECEIVED = toEpochMs("2026-03-02T08:01:00Z");
const SUBJECT = "Your trial ends soon";

async function classify(raw: Buffer) {
  const mail = await parseMail(raw);
  return classifyReply(mail, { newText: extractNewText(mail.text), receivedAt: RECEIVED });
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("empty list");
  return item;
}

test("the corpora are as large as promised", () => {
  expect(absences.length).toBeGreaterThanOrEqual(60);
  expect(answers.length).toBeGreaterThanOrEqual(60);
});

describe("out-of-office", () => {
  for (const [index, absence] of absences.entries()) {
    // Every text in two shapes, so that each shape is met in each language.
    for (const shape of [pick(absenceShapes, index), pick(absenceShapes, index + 3)]) {
      test(`${absence.language}, ${shape.name}: ${absence.text.slice(0, 60).replace(/\n/g, " ")}`, async () => {
        const verdict = await classify(toRaw({ headers: shape.headers(SUBJECT), body: absence.text }));
        expect(verdict.class).toBe("out_of_office");
        expect(verdict.evidence.length).toBeGreaterThan(0);
        expect(verdict.until).toEqual(
          absence.back ? { date: absence.back, named: true } : { date: "2026-03-16", named: false },
        );
      });
    }
  }
});

describe("people", () => {
  for (const [index, answer] of answers.entries()) {
    const shape = pick(personShapes, index);
    test(`${answer.language}, ${shape.name}: ${answer.text.slice(0, 60).replace(/\n/g, " ")}`, async () => {
      const verdict = await classify(toRaw({ headers: shape.headers(SUBJECT), body: answer.text }));
      expect(verdict.class, JSON.stringify(verdict.evidence)).toBe(answer.class);
      if (answer.until) expect(verdict.until?.date).toBe(answer.until);
    });
  }
});
