import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchWhole, MailWithheld, type Withheld } from "@/server/mailbox/fetch-whole";
import { MailboxTrouble } from "@/server/mailbox/trouble";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const refuses = {
  fetchOne: () => Promise.reject(Object.assign(new Error("Command failed"), { responseText: "cannot be converted" })),
};
const gives = { fetchOne: async () => ({ seq: 1, uid: 7, source: Buffer.from("mail") }) };

const ask = async (withheld: Withheld, times: number, minutesBetween: number): Promise<unknown[]> => {
  const answers: unknown[] = [];
  for (let n = 0; n < times; n += 1) {
    if (n > 0) vi.advanceTimersByTime(minutesBetween * 60_000);
    answers.push(await fetchWhole(refuses, { folderId: "inbox", uid: 7, withheld }).catch((error: unknown) => error));
  }
  return answers;
};

test("a mail the server never gives is given up after ten minutes, not sooner", async () => {
  const answers = await ask(new Map(), 5, 3);
  expect(answers.slice(0, 4).every((answer) => answer instanceof MailboxTrouble)).toBe(true);
  expect(answers[4]).toBeInstanceOf(MailWithheld);
  expect((await ask(new Map(), 20, 0.1)).every((answer) => answer instanceof MailboxTrouble)).toBe(true);
  expect((await ask(new Map(), 4, 60)).every((answer) => answer instanceof MailboxTrouble)).toBe(true);
});

test("a mail given meanwhile is asked for afresh", async () => {
  const withheld: Withheld = new Map();
  await ask(withheld, 4, 10);
  expect(await fetchWhole(gives, { folderId: "inbox", uid: 7, withheld })).toEqual(Buffer.from("mail"));
  expect(await ask(withheld, 1, 0)).toEqual([expect.any(MailboxTrouble)]);
});
