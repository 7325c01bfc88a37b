import { expect, test } from "vitest";
import { readForwardedMail } from "@/core/forwarded-mail";
import { toEpochMs } from "@/core/instant";
import { classifyReply } from "@/core/reply";
import { extractNewText } from "@/core/reply-text";
import { parseMail } from "@/server/mailbox/parse-mail";

const SEEDS = "- _ = * a 1 . ( [ ü > | / 0- a- 1. a. a@ @a %20".split(" ");
const WORDS = [
  "  ",
  "\t",
  "- ",
  "> ",
  "on ",
  "wrote: ",
  "thank you ",
  "a new ticket #1 ",
  "ce message ",
  "out of office ",
  "no ",
];
const LENGTH = 60_000;

async function readAll(body: string): Promise<void> {
  const mail = await parseMail(
    Buffer.from(
      `From: a@b.example\r\nTo: s@ours.example\r\nSubject: Re: Hi\r\nContent-Type: text/plain\r\n\r\n${body}`,
    ),
  );
  const newText = extractNewText(mail.text, "Hello, this is what we sent");
  classifyReply(mail, { newText, receivedAt: toEpochMs("2026-05-04T10:00:00Z") });
  readForwardedMail(body);
}

// One long line of anything (a separator, a picture as text, or malice) must not stop the process that reads everybody's mail.
// Twice the line takes twice the time; where an expression tries again from every letter, four times: minutes at this length.
test.each([...SEEDS, ...WORDS])("a line of %j without an end is read in passing", async (seed) => {
  const line = (length: number) => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
  await readAll(line(1_000));
  const began = performance.now();
  await readAll(`${line(LENGTH)}!`);
  expect(performance.now() - began).toBeLessThan(4_000);
});
