import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SealBroken, vault } from "@/server/crypto";
import * as environment from "@/server/env";
import { outgoingMail } from "@/server/mail/testing/outgoing";
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

describe("a server that a member named", () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(async () => {
    vi.restoreAllMocks();
    await stop?.();
    stop = undefined;
  });

  async function startServer(secure: boolean) {
    const asked: string[] = [];
    const server = new SMTPServer({
      secure,
      authOptional: true,
      logger: false,
      disabledCommands: secure ? [] : ["STARTTLS"],
      onConnect(_, done) {
        if (!secure) asked.push("");
        done();
      },
      onSecure(socket, _, done) {
        asked.push("servername" in socket ? String(socket.servername) : "");
        done();
      },
    });
    server.on("error", () => undefined);
    const { port } = await new Promise<AddressInfo>((resolve) => {
      const listening = server.listen(0, "127.0.0.1", () => resolve(listening.address() as AddressInfo));
    });
    stop = () => new Promise((resolve) => server.close(() => resolve()));
    return { port, asked };
  }

  async function send(url: string) {
    const transport = realTransports.smtp({ id: "snd_1", credentials: sealed("snd_1", { transport: "smtp", url }) });
    try {
      return await transport.send(outgoingMail(), { idempotencyKey: "send/tch_1" });
    } finally {
      await transport.close();
    }
  }

  test.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])(
    "%s is in our own network: not asked",
    async (host) => {
      const { port, asked } = await startServer(false);
      const given = environment.env();
      vi.spyOn(environment, "env").mockReturnValue({ ...given, HEED_ALLOW_PRIVATE: false });
      expect(await send(`smtp://${host}:${port}?tls=off`)).toMatchObject({
        outcome: "deferred",
        answer: expect.stringContaining("is not on the public internet"),
        retryAfterMs: 900_000,
      });
      expect(asked).toEqual([]);
    },
  );

  test("with the operator's leave it is, by its name, whoever signed its certificate", async () => {
    const { port, asked } = await startServer(true);
    expect(await send(`smtps://localhost:${port}`)).toMatchObject({ outcome: "accepted" });
    expect(asked).toEqual(["localhost"]);
  });
});
