import { beforeEach, describe, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { sentMail, tokensOf } from "@/server/services/signals/testing/sent-mail";
import { GET, HEAD, POST } from "./route";

testDatabase();

let of: Awaited<ReturnType<typeof sentMail>>;
let url: string;
beforeEach(async () => {
  of = await sentMail();
  const header = of.mail.headers["List-Unsubscribe"] ?? "";
  url = /<(https?:[^>]+)>/.exec(header)?.[1] ?? "";
});

const context = () => ({ params: Promise.resolve({ token: decodeURIComponent(url.split("/").at(-1) ?? "") }) });
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  POST(new Request(url, { method: "POST", body, headers }), context());
const choices = () => ownerSql()`select topic_id, choice, source from topic_choice where person_id = ${of.personId}`;
const left = () => [{ topic_id: of.topicId, choice: "out", source: "one-click" }];

describe("one click (RFC 8058)", () => {
  test.each<[string, () => [BodyInit, Record<string, string>?]]>([
    ["urlencoded", () => ["List-Unsubscribe=One-Click", { "content-type": "application/x-www-form-urlencoded" }]],
    [
      "multipart",
      () => {
        const form = new FormData();
        form.set("List-Unsubscribe", "One-Click");
        return [form];
      },
    ],
  ])("%s: the address of the header, no cookie, no sign-in, no redirect, an empty answer", async (_, body) => {
    const answer = await post(...body());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("location")).toBeNull();
    expect(await choices()).toEqual(left());
    expect((await post(...body())).status).toBe(200); // pressed again
    expect(await choices()).toEqual(left());
  });

  test("a body that says something else changes nothing", async () => {
    for (const body of ["List-Unsubscribe=Two-Clicks", "", "do=everything"]) {
      const answer = await post(body, { "content-type": "application/x-www-form-urlencoded" });
      expect(answer.status).toBe(400);
    }
    expect((await post('{"List-Unsubscribe":"One-Click"}', { "content-type": "application/json" })).status).toBe(400);
    expect(await choices()).toEqual([]);
  });

  test("a token that is not ours leads nowhere", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const request = new Request(url, { method: "POST", body: "List-Unsubscribe=One-Click", headers: form });
    const { prefer } = tokensOf(of.mail);
    for (const token of [prefer, "u-tch_1.AAAAAAAAAAAAAAAAAAAAAA", ""]) {
      expect((await POST(request.clone(), { params: Promise.resolve({ token }) })).status).toBe(404);
    }
    expect(await choices()).toEqual([]);
  });
});

test("scanners that look at the link unsubscribe nobody", async () => {
  const agents = [
    "",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Barracuda Sentinel (EE)",
    "python-requests/2.32",
  ];
  for (const agent of agents) {
    const headers = { "user-agent": agent };
    const seen = await GET(new Request(url, { headers }), context());
    expect(seen.status).toBe(302);
    expect(seen.headers.get("location")).toMatch(/^\/unsubscribe\/.+\/confirm$/);
    expect(HEAD().status).toBe(200);
  }
  expect(await choices()).toEqual([]);
  expect(await ownerSql()`select 1 from suppression where workspace_id = ${of.workspaceId}`).toEqual([]);
});
