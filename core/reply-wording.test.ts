import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { classifyReply } from "@/core/reply";
import type { InboundMail } from "@/core/reply-mail";
import { englishWordings } from "@/core/testing/reply-wordings";
import { otherWordings } from "@/core/testing/reply-wordings-abroad";

const receivedAt = toEpochMs("2026-03-02T08:01:00Z");

/** An answer of a person, in nothing but its text. */
const answer = (text: string, subject = "Re: Your trial ends soon", headers: InboundMail["headers"] = {}) => {
  const mail: InboundMail = {
    messageId: "<a@acme.example>",
    from: { address: "tom.reed@acme.example", name: "Tom Reed" },
    to: [],
    cc: [],
    subject,
    date: receivedAt,
    headers: { "in-reply-to": ["<s.tch_1@mail.ours.example>"], ...headers },
    contentType: "text/plain",
    reportType: null,
    text,
    fullText: text,
    parts: [],
    source: "",
  };
  return classifyReply(mail, { newText: text, receivedAt });
};

const FOR_A_PERSON = ["interested", "question", "neutral", "referral", "not_now", "unsure"];

describe.each([
  ["English", englishWordings],
  ["other languages", otherWordings],
])("%s", (_, wordings) => {
  test.each(Object.keys(wordings))("%s", (wanted) => {
    const lines = (wordings[wanted] ?? "").trim().split("\n");
    const misread = lines.flatMap((text) => {
      const { class: found } = answer(text);
      const isRight = wanted === "goes_on" ? FOR_A_PERSON.includes(found) : found === wanted;
      return isRight ? [] : [`${found}: ${text}`];
    });
    expect(misread).toEqual([]);
  });
});

describe("the day somebody is back", () => {
  const AUTO = { "auto-submitted": ["auto-replied"] };
  test.each([
    ["I will be back in the office on Tuesday, March 10th.", "2026-03-10"],
    ["Ich bin ab Montag, den 16. März, wieder im Büro.", "2026-03-16"],
    ["Sono fuori ufficio e rientrerò il 16 aprile.", "2026-04-16"],
    ["Sono in ferie fino al 9 aprile compreso.", "2026-04-10"],
    ["Ik ben met vakantie en ben op 16 maart weer terug.", "2026-03-16"],
    ["Estou de férias até 9 de março.", "2026-03-10"],
    ["Jag är på semester och är tillbaka den 16 mars.", "2026-03-16"],
    ["Jeg er på ferie til og med 8. marts.", "2026-03-09"],
    ["Jestem na urlopie, wracam 16 marca.", "2026-03-16"],
    ["Jsem na dovolené, vracím se 16. března 2026.", "2026-03-16"],
    ["3月15日まで休暇をいただいております。", "2026-03-16"],
    ["我正在休假，3月16日返回。", "2026-03-16"],
  ])("%s", (text, date) => {
    const verdict = answer(text, "Automatic reply: Your trial", AUTO);
    expect(verdict).toMatchObject({ class: "out_of_office", until: { date, named: true } });
  });

  test("a word of another language in the text is no month", () => {
    expect(answer("Not now, we ran out of budget.").until).toEqual({ date: "2026-04-01", named: false });
  });
});

test.each([
  "自動応答: お試し",
  "自动答复: 试用",
  "Αυτόματη απάντηση: Δοκιμή",
  "Răspuns automat: Test",
  "رد تلقائي: تجربة",
])("%s is an automatic answer by its subject", (subject) => {
  expect(answer("...", subject).class).toBe("out_of_office");
});
