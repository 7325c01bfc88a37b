import { describe, expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { signAction } from "@/server/mail/tracking-token";
import { followLink, recordOpen } from "@/server/services/signals/record-visit";
import { settleSignals } from "@/server/services/signals/settle";
import {
  later,
  oldChrome,
  sentMail,
  thunderbird,
  tokensOf,
  visitor,
} from "@/server/services/signals/testing/sent-mail";
import { standIn } from "@/server/services/signals/testing/stand-in";

testDatabase();

const signalsOf = (touchId: string) =>
  ownerSql()`select kind, link_id, verdict, verdict_reasons as reasons from signal where touch_id = ${touchId} order by occurred_at, id`;
const verdictsOf = async (touchId: string) => (await signalsOf(touchId)).map((row) => row.verdict);

describe("a link", () => {
  it("leads to the address written in the mail, merged, and counts as the person's", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const [prices = ""] = tokensOf(mail).links;
    expect(await later(300, () => followLink(prices, visitor()))).toEqual({
      ok: true,
      url: "https://shop.example/prices?plan=pro%20team",
    });
    expect(await signalsOf(touchId)).toMatchObject([{ kind: "click", verdict: "human" }]);
  });

  it("leads nowhere else: no foreign token, no link the mail does not have, no token of another kind", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const unknown = { ok: false, reason: "unknown" };
    expect(await followLink("https://evil.example", visitor())).toEqual(unknown);
    expect(await followLink(`${tokensOf(mail).links[0]}x`, visitor())).toEqual(unknown);
    expect(await followLink(tokensOf(mail).pixel, visitor())).toEqual(unknown);
    expect(
      await later(300, () => followLink(signAction({ do: "click", touchId, linkId: "lother1" }), visitor())),
    ).toEqual(unknown);
    expect(await followLink(signAction({ do: "click", touchId: "tch_gone", linkId: "l1" }), visitor())).toEqual(
      unknown,
    );
  });

  it("is a machine's when fetched by HEAD or ahead of time; the person who comes later still counts", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const [prices = ""] = tokensOf(mail).links;
    expect(await later(20, () => followLink(prices, visitor({ method: "HEAD", ip: "198.51.100.1" })))).toMatchObject({
      ok: true,
    });
    await later(25, () => followLink(prices, visitor({ prefetch: true, ip: "198.51.100.2" })));
    await later(600, () => followLink(prices, visitor()));
    expect(await verdictsOf(touchId)).toEqual(["machine", "machine", "human"]);
  });

  it("no person sees makes machines of all clicks within a minute, also of those before it", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const { links, trap } = tokensOf(mail);
    await later(300, () => followLink(links[0] ?? "", visitor()));
    expect(await verdictsOf(touchId)).toEqual(["human"]);
    expect(await later(330, () => followLink(trap, visitor({ ip: "198.51.100.3" })))).toEqual({
      ok: false,
      reason: "trap",
    });
    await later(350, () => followLink(links[1] ?? "", visitor({ ip: "198.51.100.4" })));
    await later(900, () => followLink(links[1] ?? "", visitor({ ip: "198.51.100.5" })));
    expect(await verdictsOf(touchId)).toEqual(["machine", "machine", "machine", "human"]);
    expect((await signalsOf(touchId))[0]?.reasons).toContain("near_honeypot");
  });

  it("of three people's mails, from one address within a minute, is a gateway's: all three become machines", async () => {
    const workspace = await createWorkspace();
    const mails = [];
    for (let n = 0; n < 3; n += 1) mails.push(await sentMail({ real: true, workspace }));
    for (const [n, { mail }] of mails.entries())
      await later(300 + n * 10, () => followLink(tokensOf(mail).links[0] ?? "", visitor()));
    for (const { touchId } of mails) expect(await verdictsOf(touchId)).toEqual(["machine"]);
    // and stays one when its mail is judged again
    const [first] = mails;
    await later(3_000, () => recordOpen(first ? tokensOf(first.mail).pixel : "", visitor({ ip: "203.0.113.9" })));
    expect(await verdictsOf(first?.touchId ?? "")).toEqual(["machine", "human"]);
  });

  it("clicked twice within a second is one click", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const [prices = ""] = tokensOf(mail).links;
    await later(300, () => Promise.all([followLink(prices, visitor()), followLink(prices, visitor())]));
    expect(await verdictsOf(touchId)).toHaveLength(1);
  });
});

describe("the pixel", () => {
  it("counts a mail program as the person and Apple's privacy proxy as a machine", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const { pixel } = tokensOf(mail);
    await later(200, () => recordOpen(pixel, visitor({ userAgent: thunderbird })));
    await later(400, () => recordOpen(pixel, visitor({ userAgent: "Mozilla/5.0", ip: "198.51.100.9" })));
    await later(500, () => recordOpen(pixel, visitor({ userAgent: null, ip: "198.51.100.8" })));
    expect(await verdictsOf(touchId)).toEqual(["human", "machine", "machine"]);
  });

  it("waits out the settle time while it is unsure, and then is a machine", async () => {
    const { workspaceId, touchId, mail } = await sentMail({ real: true });
    await later(200, () => recordOpen(tokensOf(mail).pixel, visitor({ userAgent: oldChrome })));
    expect(await verdictsOf(touchId)).toEqual(["unsure"]);
    // the sweep goes by the database's clock, which is long past May
    await settleSignals(ownerSql(), workspaceId);
    expect(await signalsOf(touchId)).toMatchObject([{ verdict: "machine", reasons: ["stale_browser", "settled"] }]);
  });

  it("stays a machine when it is judged again after its settle time", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    const { pixel } = tokensOf(mail);
    await later(200, () => recordOpen(pixel, visitor({ userAgent: oldChrome })));
    await later(2_000, () => recordOpen(pixel, visitor({ ip: "203.0.113.50" })));
    expect(await verdictsOf(touchId)).toEqual(["machine", "human"]);
  });

  it("says nothing where the workspace does not track", async () => {
    const { workspaceId, touchId, mail } = await sentMail({ real: true });
    await ownerSql()`update workspace_setting set track_opens = false, track_clicks = false where workspace_id = ${workspaceId}`;
    await later(200, () => recordOpen(tokensOf(mail).pixel, visitor()));
    expect(await later(200, () => followLink(tokensOf(mail).links[1] ?? "", visitor()))).toEqual({
      ok: true,
      url: "https://shop.example/tour",
    });
    expect(await signalsOf(touchId)).toEqual([]);
  });

  it("of a token that is not ours does nothing", async () => {
    await expect(recordOpen("nonsense", visitor())).resolves.toBeUndefined();
    await expect(recordOpen(signAction({ do: "open", touchId: "tch_none" }), visitor())).resolves.toBeUndefined();
  });
});

describe("whoever stands in a wait", () => {
  it("is woken by a human click, and again when it turns out to be a machine's", async () => {
    const { workspaceId, personId, contactId, touchId, mail } = await sentMail({ real: true });
    const other = await createContact(workspaceId);
    expect(other.personId).not.toBe(personId);
    const enrollmentId = await standIn({ workspaceId, contactId });
    const owed = () =>
      ownerSql()`select ref from wake where enrollment_id = ${enrollmentId} and cause = 'signal' and eaten_at is null`;
    await later(300, () => followLink(tokensOf(mail).links[0] ?? "", visitor()));
    expect(await owed()).toHaveLength(1);
    await ownerSql()`update wake set eaten_at = now()`;
    await later(310, () => followLink(tokensOf(mail).trap, visitor({ ip: "198.51.100.3" })));
    expect(await verdictsOf(touchId)).toEqual(["machine", "machine"]);
    expect(await owed()).toHaveLength(1);
  });
});

describe("in the local inbox", () => {
  it("a click right after sending counts as a minute later", async () => {
    const { touchId, mail } = await sentMail();
    await later(1, () => followLink(tokensOf(mail).links[0] ?? "", visitor()));
    expect(await verdictsOf(touchId)).toEqual(["human"]);
  });

  it("several people played from one address stay people", async () => {
    const workspace = await createWorkspace();
    for (let n = 0; n < 4; n += 1) {
      const { touchId, mail } = await sentMail({ workspace });
      await later(300 + n, () => followLink(tokensOf(mail).links[0] ?? "", visitor()));
      expect(await verdictsOf(touchId)).toEqual(["human"]);
    }
  });

  it("the same click on a really sent mail is doubtful", async () => {
    const { touchId, mail } = await sentMail({ real: true });
    await later(1, () => followLink(tokensOf(mail).links[0] ?? "", visitor()));
    expect(await verdictsOf(touchId)).toEqual(["machine"]);
  });
});
