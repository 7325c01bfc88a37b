import { type AddressInfo, createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { SystemMail } from "@/server/auth/system-mail";
import { systemMailWords } from "@/server/auth/system-mail-words";
import { checkMime } from "@/server/mail/check-mime";
import { renderSystemMail, type SystemMailText } from "@/server/mail/templates/system-mail";
import { digestWords } from "@/server/services/notifications/digest-words";

const got: Buffer[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  logger: false,
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      got.push(Buffer.concat(chunks));
      done();
    });
  },
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  vi.stubEnv("MAIL_FROM", "Heed <heed@ours.example>");
  vi.resetModules(); // the environment is read once
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await new Promise<void>((resolve) => server.close(resolve));
});

const url = "https://heed.example/verify?token=a&b=2";
const to = "zoe@ours.example";
const mails: readonly SystemMail[] = [
  { kind: "verify", to, name: "Zoë <i>", url },
  { kind: "reset", to, name: "", url },
  { kind: "exists", to, name: "Zoë", url },
  { kind: "invitation", to, workspaceName: "A & B", inviterName: '"Ana"\r\nBcc: x@y.example', role: "marketer", url },
];
const digest = {
  workspace: "Acme <b>",
  name: "Zoë",
  titles: ["Ann replied: “yes, please” 🎉", "A mailbox asks for a new password"],
  total: 12,
};
const all: readonly (readonly [string, SystemMailText])[] = [
  ...mails.map((mail) => [mail.kind, systemMailWords(mail)] as const),
  ["digest", digestWords(digest)],
  ["digest of one line", digestWords({ ...digest, titles: digest.titles.slice(0, 1), total: 1 })],
];

test.each(all)("the mail of Heed itself passes on the bytes a server got: %s", async (_, words) => {
  const { sendSystemMessage } = await import("@/server/mail/send-system");
  got.length = 0;
  expect(await sendSystemMessage({ to, subject: words.subject, ...renderSystemMail(words, url) })).toBe(true);
  expect(got).toHaveLength(1);
  for (const raw of got) {
    expect(await checkMime(raw, { class: "own", origin: "https://heed.example" })).toEqual([]);
    const headers = raw.toString("latin1").split("\r\n\r\n")[0];
    expect(headers).not.toMatch(/^bcc:/im);
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/im);
  }
});

test("a server that takes the connection and says nothing keeps nobody waiting", async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  vi.resetModules();
  const { sendSystemMessage } = await import("@/server/mail/send-system");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    let failure: unknown;
    const sending = sendSystemMessage({ to, subject: "Hello", html: "", text: "" }).catch((error: unknown) => {
      failure = error;
    });
    for (let second = 0; second < 25 && failure === undefined; second += 1) {
      for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(1_000);
    }
    expect(failure).toMatchObject({ code: "ETIMEDOUT" });
    await sending;
  } finally {
    vi.useRealTimers();
    silent.close();
  }
});
