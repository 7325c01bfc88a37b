import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import type { MailTransport } from "@/server/mail/port";
import { createSmtpTransport, toHandOver } from "@/server/mail/smtp";
import { outgoingMail } from "@/server/mail/testing/outgoing";

const open: { close(): Promise<unknown> | unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

function reject(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

interface Received {
  from: string;
  to: string[];
  raw: string;
}

/** A real SMTP server on loopback that keeps what it accepted. */
async function startServer(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done(null, "2.0.0 Ok: queued as 4Zx9Q");
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as AddressInfo).port));
  });
  open.push({ close: () => new Promise<void>((resolve) => server.close(resolve)) });
  return { port, received };
}

/** A server that speaks lines: what to answer to each command, or to hang up. */
async function startScript(
  answer: (line: string, say: (text: string) => void, hangUp: () => void) => void,
): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("220 mx.example\r\n");
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines)
        answer(
          line,
          (text) => socket.write(`${text}\r\n`),
          () => socket.destroy(),
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return (server.address() as AddressInfo).port;
}

function connect(port: number, more: Partial<Parameters<typeof createSmtpTransport>[0]> = {}): MailTransport {
  const transport = createSmtpTransport({ host: "127.0.0.1", port, secure: false, timeoutMs: 2_000, ...more });
  open.push(transport);
  return transport;
}

const key = { idempotencyKey: "send/tch_1" };

describe("accepted", () => {
  test("the message arrives as it was made, under our id, for the envelope we gave", async () => {
    const { port, received } = await startServer();
    const mail = outgoingMail({
      envelopeFrom: "bounce+1@ours.example",
      inReplyTo: "<a@x>",
      references: ["<a@x>", "<s.tch_1@ours.example>"],
    });
    const result = await connect(port).send(mail, key);
    expect(result).toMatchObject({
      outcome: "accepted",
      messageId: "<s.tch_1@ours.example>",
      providerId: "4Zx9Q",
      aliases: [],
    });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: "bounce+1@ours.example", to: ["tom@acme.example"] });
    expect(received[0]?.raw).toContain("Message-ID: <s.tch_1@ours.example>");
    expect(received[0]?.raw).toContain("References: <a@x> <s.tch_1@ours.example>");
    expect(received[0]?.raw).toMatch(/^X-Heed-Id: o-tch_1\.mac$/im);
  });

  test("an address with letters of its own language goes out as mail servers know it", async () => {
    const said: string[] = [];
    const port = await startScript((line, say) => {
      said.push(line);
      if (line.startsWith("DATA")) return say("354 go on");
      if (line === "." || /^(EHLO|MAIL|RCPT)/.test(line)) say("250 2.0.0 Ok");
    });
    await connect(port).send(outgoingMail({ to: "tom@bücher.example" }), key);
    expect(said).toContain("RCPT TO:<tom@xn--bcher-kva.example>");
  });

  test("many at once over few connections, each once", async () => {
    let connections = 0;
    const { port, received } = await startServer({
      onConnect(_, done) {
        connections += 1;
        done();
      },
    });
    const transport = connect(port, { maxConnections: 3 });
    const ids = Array.from({ length: 60 }, (_, i) => `<s.tch_${i}@ours.example>`);
    await Promise.all(ids.map((messageId) => transport.send(outgoingMail({ messageId }), key)));
    const seen = received.map(({ raw }) => /Message-ID: (\S+)/.exec(raw)?.[1]);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(connections).toBeLessThanOrEqual(3);
  });

  test("an id the server put in its place is an alias", async () => {
    const port = await startScript((line, say) => {
      if (line.startsWith("EHLO")) say("250 mx");
      else if (line === "DATA") say("354 go");
      else if (line === ".") say("250 2.0.0 OK <AB12@eur.prod.outlook.com> [Hostname=X]");
      else if (/^(?:MAIL|RCPT|RSET|QUIT)/.test(line)) say("250 ok");
    });
    expect(await connect(port).send(outgoingMail(), key)).toMatchObject({
      outcome: "accepted",
      messageId: "<s.tch_1@ours.example>",
      aliases: ["<AB12@eur.prod.outlook.com>"],
    });
  });
});

describe("refused", () => {
  test.each([
    [550, "5.1.1 user unknown", { outcome: "rejected", code: "550", bounce: "hard" }],
    [552, "5.2.2 mailbox full", { outcome: "rejected", bounce: "soft" }],
    [554, "5.7.1 blocked using zen.spamhaus.org", { outcome: "rejected", bounce: "block" }],
    [451, "4.7.1 greylisted, try again later", { outcome: "deferred" }],
  ])("the recipient: %i %s", async (code, message, expected) => {
    const { port, received } = await startServer({ onRcptTo: (_, __, done) => done(reject(code, message)) });
    const result = await connect(port).send(outgoingMail(), key);
    expect(result).toMatchObject(expected);
    expect(result).toMatchObject({ answer: expect.stringContaining(message) });
    expect(received).toEqual([]);
  });

  test("the sender: its trouble, whatever it says of addresses, and no mail is lost", async () => {
    const { port } = await startServer({
      onMailFrom: (_, __, done) => done(reject(550, "5.1.8 sender address: no such user")),
    });
    expect(await connect(port).send(outgoingMail(), key)).toEqual({
      outcome: "deferred",
      answer: expect.stringContaining("5.1.8 sender address"),
      retryAfterMs: 900_000,
      stopsSender: true,
    });
  });

  test("the sender for its own mailbox, which is full: its mails wait", async () => {
    const { port } = await startServer({
      onMailFrom: (_, __, done) => done(reject(552, "5.2.2 your mailbox is full")),
    });
    expect(await connect(port).send(outgoingMail(), key)).toMatchObject({ outcome: "deferred", stopsSender: true });
  });

  test("this mail for its size: its sender's others may leave", async () => {
    const { port } = await startServer({
      onMailFrom: (_, __, done) => done(reject(552, "5.3.4 message too large")),
    });
    expect(await connect(port).send(outgoingMail(), key)).toMatchObject({ outcome: "rejected", bounce: "block" });
  });

  test("the sender for now: tried again soon, and nothing else waits for it", async () => {
    const { port } = await startServer({
      onMailFrom: (_, __, done) => done(reject(451, "4.7.1 too many mails, slow down")),
    });
    const result = await connect(port).send(outgoingMail(), key);
    expect(result).toMatchObject({ outcome: "deferred", retryAfterMs: null });
    expect(result).not.toHaveProperty("stopsSender");
  });

  test("the message itself, after all of it was sent", async () => {
    const refuse = (code: number, text: string) => ({
      onData(stream: NodeJS.ReadableStream, _: unknown, done: (error: Error) => void) {
        stream.on("end", () => done(reject(code, text)));
        stream.resume();
      },
    });
    const spam = await startServer(refuse(554, "5.7.1 this looks like spam"));
    expect(await connect(spam.port).send(outgoingMail(), key)).toMatchObject({ outcome: "rejected", bounce: "block" });
    const busy = await startServer(refuse(452, "4.3.1 no space now"));
    expect(await connect(busy.port).send(outgoingMail(), key)).toMatchObject({ outcome: "deferred" });
  });

  test("the password: the sender's trouble, no mail is lost", async () => {
    const { port } = await startServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(reject(535, "5.7.8 wrong password")),
    });
    const transport = connect(port, { user: "ana", password: "x", requireTls: false });
    expect(await transport.send(outgoingMail(), key)).toMatchObject({ retryAfterMs: 900_000, stopsSender: true });
  });

  test("a password never travels in the clear", async () => {
    const { port } = await startServer({ onAuth: (_, __, done) => done(null, { user: "ana" }) });
    const result = await connect(port, { user: "ana", password: "x" }).send(outgoingMail(), key);
    expect(result).toMatchObject({ outcome: "deferred", retryAfterMs: 900_000 });
  });
});

describe("broken off", () => {
  test("nobody there: surely nothing was accepted", async () => {
    const { port } = await startServer();
    await open.pop()?.close();
    expect(await connect(port).send(outgoingMail(), key)).toMatchObject({ outcome: "deferred" });
  });

  test("before the message: deferred", async () => {
    const port = await startScript((line, say, hangUp) => {
      if (line.startsWith("RCPT")) hangUp();
      else if (line.startsWith("EHLO") || line.startsWith("MAIL")) say("250 ok");
    });
    expect(await connect(port).send(outgoingMail(), key)).toMatchObject({ outcome: "deferred" });
  });

  test("within or after the message: unknown, and not tried a second time", async () => {
    let messages = 0;
    const port = await startScript((line, say, hangUp) => {
      if (line === "DATA") say("354 go");
      else if (line === ".") {
        messages += 1;
        hangUp();
      } else if (/^(?:EHLO|MAIL|RCPT)/.test(line)) say("250 ok");
    });
    expect(await connect(port).send(outgoingMail(), key)).toMatchObject({ outcome: "unknown" });
    expect(messages).toBe(1);
  });

  test("silence after the message: unknown when the time is up", async () => {
    const port = await startScript((line, say) => {
      if (line === "DATA") say("354 go");
      else if (/^(?:EHLO|MAIL|RCPT)/.test(line)) say("250 ok");
    });
    expect(await connect(port, { timeoutMs: 300 }).send(outgoingMail(), key)).toMatchObject({ outcome: "unknown" });
  });

  test("the pool goes on with a new connection afterwards", async () => {
    let calls = 0;
    const port = await startScript((line, say, hangUp) => {
      if (line === "DATA") say("354 go");
      else if (line === ".") {
        calls += 1;
        if (calls === 1) hangUp();
        else say("250 2.0.0 Ok");
      } else if (/^(?:EHLO|MAIL|RCPT|RSET|QUIT)/.test(line)) say("250 ok");
    });
    const transport = connect(port, { maxConnections: 1 });
    expect((await transport.send(outgoingMail(), key)).outcome).toBe("unknown");
    expect((await transport.send(outgoingMail(), key)).outcome).toBe("accepted");
  });
});

test("a greeting that refuses us is about the connection, not the mail", () => {
  const failure = {
    message: "Invalid greeting",
    code: "EPROTOCOL",
    responseCode: 554,
    response: "554 no service for you",
    command: "CONN",
  };
  expect(toHandOver(failure, false)).toMatchObject({ outcome: "deferred", retryAfterMs: 900_000, stopsSender: true });
});
