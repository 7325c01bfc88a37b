import { expect, test } from "vitest";
import { parseEnvironment } from "@/server/env";
import { keepsOwnMails } from "@/server/services/account/own-mails";

const demo = {
  DATABASE_URL: "postgres://heed_owner:x@127.0.0.1:5432/heed",
  APP_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  HEED_DEMO: "on",
  HEED_SANDBOX: "on",
  HEED_HOST: "127.0.0.1",
};
const keeps = (variables: Record<string, string> = {}) => keepsOwnMails(parseEnvironment({ ...demo, ...variables }));

test("on a demo that nobody else reaches, what Heed would mail can be read; it opens accounts, so nowhere else", () => {
  expect(keeps()).toBe(true);
  expect(keeps({ APP_URL: "http://localhost:4000" })).toBe(true);
  const others: Record<string, string>[] = [
    { HEED_DEMO: "off" },
    { HEED_SANDBOX: "off" },
    { HEED_HOST: "0.0.0.0" },
    { HEED_HOST: "" },
    { APP_URL: "https://heed.example.com" },
    { APP_URL: "https://localhost.example.com" },
    { MAIL_FROM: "heed@ours.example", SMTP_URL: "smtp://mail.ours.example" },
    { MAIL_FROM: "heed@ours.example", RESEND_API_KEY: "re_x" },
  ];
  for (const other of others) expect([other, keeps(other)]).toEqual([other, false]);
  expect(keeps({ MAIL_FROM: "heed@ours.example" })).toBe(true); // from where, but by nothing
});
