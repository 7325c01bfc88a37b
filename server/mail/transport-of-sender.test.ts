import { expect, test } from "vitest";
import { SealBroken, vault } from "@/server/crypto";
import { readSmtpUrl, realTransports } from "@/server/mail/transport-of-sender";

test.each([
  [
    "smtp://ana%40ours.example:p%3Aw@mail.example",
    { host: "mail.example", port: 587, secure: false, user: "ana@ours.example", password: "p:w" },
  ],
  ["smtps://u:p@mail.example", { host: "mail.example", port: 465, secure: true, user: "u", password: "p" }],
  ["smtp://127.0.0.1:2525?tls=off", { host: "127.0.0.1", port: 2525, secure: false, requireTls: false }],
])("%s", (url, options) => {
  expect(readSmtpUrl(url)).toEqual(options);
});

const sealed = (rowId: string, secret: unknown) =>
  vault().seal("sender", { table: "sender", column: "credentials", rowId }, JSON.stringify(secret));

test("credentials open for their own row only, and for their own kind", async () => {
  const secret = { transport: "resend", apiKey: "re_x" };
  const transport = realTransports.resend({ id: "snd_1", credentials: sealed("snd_1", secret) });
  expect(transport.honoursKeys).toBe(true);
  await transport.close();
  expect(() => realTransports.resend({ id: "snd_2", credentials: sealed("snd_1", secret) })).toThrow(SealBroken);
  expect(() => realTransports.smtp({ id: "snd_1", credentials: sealed("snd_1", secret) })).toThrow(
    /holds credentials of resend/,
  );
  expect(() => realTransports.smtp({ id: "snd_1", credentials: null })).toThrow(/no credentials/);
});
