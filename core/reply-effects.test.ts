import { describe, expect, test } from "vitest";
import { type ReplyClass, replyClasses } from "@/core/reply-class";
import { enrollmentClassOf, fateOf, replyEffects } from "@/core/reply-effects";

const own = (
  of: ReplyClass,
  kind: "sales" | "marketing" | "transactional",
  drawnFor: { classes: string[] } | null = null,
) => fateOf(of, { isOwn: true, class: kind, drawnFor });
const other = (of: ReplyClass, kind: "sales" | "marketing" | "transactional") =>
  fateOf(of, { isOwn: false, class: kind, drawnFor: null });

describe("the table of replies", () => {
  test.each(["interested", "question", "neutral", "referral"] as const)(
    "%s: sales stops, marketing goes on",
    (kind) => {
      expect([own(kind, "sales"), own(kind, "marketing"), other(kind, "sales"), other(kind, "marketing")]).toEqual([
        "stop",
        "go_on",
        "stop",
        "go_on",
      ]);
    },
  );
  test("not now pauses what was answered and all sales", () => {
    expect([own("not_now", "marketing"), other("not_now", "sales"), other("not_now", "marketing")]).toEqual([
      "pause",
      "pause",
      "go_on",
    ]);
  });
  test("no stops what was answered and all sales, and bars sales for half a year", () => {
    expect([
      own("not_interested", "marketing"),
      other("not_interested", "sales"),
      other("not_interested", "marketing"),
    ]).toEqual(["stop", "stop", "go_on"]);
    expect(replyEffects("not_interested").barSalesDays).toBe(180);
  });
  test("leaving stops marketing and sales and leaves receipts alone; a complaint stops those too", () => {
    expect(["sales", "marketing", "transactional"].map((c) => other("unsubscribe", c as "sales"))).toEqual([
      "stop",
      "stop",
      "go_on",
    ]);
    expect(replyEffects("unsubscribe").suppress).toEqual({ scope: "marketing_and_sales" });
    for (const kind of ["complaint", "bounce_hard", "left_company"] as const) {
      expect(other(kind, "transactional")).toBe("stop");
      expect(replyEffects(kind).suppress).toEqual({ scope: "all" });
    }
  });
  test("an absence pauses everything, what is unclear asks a member", () => {
    expect([own("out_of_office", "marketing"), other("out_of_office", "marketing")]).toEqual(["pause", "pause"]);
    expect([own("unsure", "marketing"), other("unsure", "sales"), other("unsure", "marketing")]).toEqual([
      "pause",
      "pause",
      "go_on",
    ]);
    expect(replyClasses.filter((kind) => replyEffects(kind).asks)).toEqual(["unsure", "challenge"]);
  });
  test.each([
    "ticket_ack",
    "calendar",
    "read_receipt",
    "delay_notice",
    "bounce_soft",
    "bounce_block",
    "bulk",
    "automated",
  ] as const)("%s changes nothing", (kind) =>
    expect([own(kind, "sales"), other(kind, "sales"), own(kind, "marketing")]).toEqual(["go_on", "go_on", "go_on"]),
  );
});

describe("the drawn answer", () => {
  test("wins over the table", () => {
    expect(own("interested", "sales", { classes: [] })).toBe("go_on");
    expect(own("not_interested", "sales", { classes: ["not_interested"] })).toBe("go_on");
  });
  test("for what must stop only when the outlet names it", () => {
    expect(own("unsubscribe", "marketing", { classes: [] })).toBe("stop");
    expect(own("unsubscribe", "marketing", { classes: ["unsubscribe"] })).toBe("go_on");
  });
});

test("an enrollment is what it writes", () => {
  expect(enrollmentClassOf(["marketing", "sales"])).toBe("sales");
  expect(enrollmentClassOf(["transactional", "marketing"])).toBe("marketing");
  expect(enrollmentClassOf(["transactional"])).toBe("transactional");
  expect(enrollmentClassOf([])).toBe("marketing");
});
