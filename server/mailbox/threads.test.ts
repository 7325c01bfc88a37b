import { describe, expect, test } from "vitest";
import { extractNewText } from "@/core/reply-text";
import { parseMail } from "@/server/mailbox/parse-mail";
import { additions, introductions, untouched } from "@/server/mailbox/testing/introductions";
import { personShapes, toRaw } from "@/server/mailbox/testing/raw-mail";
import { SENT, threads } from "@/server/mailbox/testing/threads";

const collapse = (text: string) => text.replace(/\s+/g, " ").trim();

test("the new text of answers to our own mail, over the quoting styles of mail programs: 95 % exact, nothing lost", async () => {
  const wrong: string[] = [];
  const lost: string[] = [];
  for (const thread of threads) {
    const headers = personShapes[0]?.headers("Your trial ends soon") ?? [];
    const mail = await parseMail(toRaw({ headers, body: thread.plain, ...(thread.html ? { html: thread.html } : {}) }));
    const got = collapse(extractNewText(mail.text, SENT));
    if (got !== collapse(thread.wanted)) wrong.push(`${thread.program}: ${got.slice(0, 200)}`);
    if (
      !collapse(thread.wanted)
        .split(" ")
        .every((word) => got.includes(word))
    )
      lost.push(thread.program);
  }
  expect(threads.length).toBeGreaterThanOrEqual(100);
  expect(new Set(threads.map((thread) => thread.program)).size).toBeGreaterThanOrEqual(10);
  expect(lost).toEqual([]);
  expect(wrong.length / threads.length, wrong.join("\n")).toBeLessThanOrEqual(0.05);
});

const ANSWER = "Thursday works for me. What does it cost for 20 people?\n\nTom";
const marked = SENT.trimEnd().replace(/^/gm, "> ");

describe("an introduction of a quote in any language is not the writer's", () => {
  test.each(Object.entries(introductions))("%s", (_, introduction) => {
    for (const [quote, sent] of [
      [marked, undefined],
      [marked, SENT],
      [SENT, undefined],
      [SENT, SENT],
    ] as const)
      expect(collapse(extractNewText(`${ANSWER}\n\n${introduction}\n\n${quote}\n`, sent))).toBe(collapse(ANSWER));
  });
});

test.each(additions)("what programs add is not the writer's: %s", (addition) => {
  expect(collapse(extractNewText(`${ANSWER}${addition}\n`))).toBe(collapse(ANSWER));
  expect(collapse(extractNewText(`${ANSWER}${addition}\n\n${introductions["Gmail En"]}\n\n${marked}\n`))).toBe(
    collapse(ANSWER),
  );
});

test.each(untouched)("nothing is cut from: %s", (text) => {
  expect(collapse(extractNewText(text))).toBe(collapse(text));
  expect(collapse(extractNewText(`${text}\n\n${introductions["Gmail En"]}\n\n${marked}\n`, SENT))).toBe(collapse(text));
});
