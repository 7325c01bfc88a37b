import { Readable } from "node:stream";
import { domainToASCII } from "node:url";
import { createTransport } from "nodemailer";
import SMTPPool, { type SMTPPoolSentMessageInfo } from "nodemailer/lib/smtp-pool";
import type { SMTPTransportGetSocket } from "nodemailer/lib/smtp-transport";
import { classifyBounce } from "@/core/reply-bounce";
import { toMime } from "@/server/mail/mime";
import { openSafeSocket } from "@/server/mail/open-safe-socket";
import { type HandOver, type MailTransport, type OutgoingMail, senderTrouble } from "@/server/mail/port";

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** A member named the host: each connection goes to where it leads then, and only to the public internet. */
  readonly isMembersOwn?: boolean;
  /** TLS from the first byte (465); otherwise STARTTLS where it is offered. */
  readonly secure: boolean;
  /** Refuse to go on without STARTTLS. On by default where a password is sent. */
  readonly requireTls?: boolean;
  readonly user?: string;
  readonly password?: string;
  /** Instead of a password (XOAUTH2). */
  readonly accessToken?: string;
  readonly maxConnections?: number;
  /** Silence after which a connection is given up, ms. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

function readAuth({ user, password, accessToken }: SmtpOptions) {
  if (user === undefined) return {};
  if (accessToken !== undefined) return { auth: { type: "OAuth2" as const, user, accessToken } };
  return { auth: { user, pass: password ?? "" } };
}

function toConnection(options: SmtpOptions) {
  const timeout = options.timeoutMs ?? TIMEOUT_MS;
  const hasSecret = options.password !== undefined || options.accessToken !== undefined;
  return {
    host: options.host,
    port: options.port,
    secure: options.secure,
    requireTLS: options.requireTls ?? (hasSecret && !options.secure),
    ...readAuth(options),
    ...(options.isMembersOwn ? { getSocket: safeSocketOf(options, Math.min(timeout, 15_000)) } : {}),
    connectionTimeout: Math.min(timeout, 15_000),
    greetingTimeout: Math.min(timeout, 15_000),
    socketTimeout: timeout,
  };
}

const safeSocketOf =
  ({ host, port }: SmtpOptions, timeoutMs: number): SMTPTransportGetSocket =>
  (_, callback) => {
    openSafeSocket(host, port, timeoutMs).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error),
    );
  };

/** Connects, encrypts and signs in, and sends nothing. @throws the client's error, with the server's words */
export async function checkSmtp(options: SmtpOptions): Promise<void> {
  const transporter = createTransport(toConnection(options));
  try {
    await transporter.verify();
  } finally {
    transporter.close();
  }
}

/** What an SMTP client reports of a failed send. Other errors are faults. */
interface SmtpFailure {
  readonly message: string;
  readonly code: string;
  readonly responseCode: number | null;
  readonly response: string;
  /** The command that was answered; `CONN` and `API` where none was. */
  readonly command: string;
}

function readFailure(error: unknown): SmtpFailure | null {
  if (!(error instanceof Error)) return null;
  const field = (name: string): unknown => Reflect.get(error, name);
  const code = field("code");
  if (typeof code !== "string") return null;
  const responseCode = field("responseCode");
  const response = field("response");
  const command = field("command");
  return {
    message: error.message,
    code,
    responseCode: typeof responseCode === "number" ? responseCode : null,
    response: typeof response === "string" ? response : "",
    command: typeof command === "string" ? command : "",
  };
}

/** Nothing that another try in a moment would mend: a member has to see to it. */
const TROUBLES = new Set(["EAUTH", "ENOAUTH", "ETLS", "EPRIVATE"]);

/** A server that was told the size beforehand refuses this mail, and would take the sender's next. */
const TOO_LARGE = /\b5\.3\.4\b|\b552\b(?!.*\b5\.2\.2\b)/; // 5.2.2: the sender's own mailbox is full
const MESSAGE_COMMANDS = /^(?:MAIL FROM|RCPT TO|DATA)$/;

/**
 * What a failed send means. An answer to the recipient or the message decides about this message; a no to the greeting, the
 * sign-in or MAIL FROM, where nobody has been named yet, is the sender's trouble. Every other failure is about the
 * connection: before the first byte of the message surely nothing was accepted, after it nobody knows.
 */
export function toHandOver(failure: SmtpFailure, begun: boolean): HandOver {
  const answer = failure.response || failure.message;
  const code = failure.responseCode;
  if (code !== null && MESSAGE_COMMANDS.test(failure.command)) {
    if (code < 500) return { outcome: "deferred", answer, retryAfterMs: null };
    if (failure.command === "MAIL FROM" && !TOO_LARGE.test(answer)) return senderTrouble(answer);
    // What the server says of us as a sender says nothing about the recipient.
    const { kind } = classifyBounce({ diagnostic: answer });
    const bounce = failure.command === "RCPT TO" || kind === "hard" ? kind : "block";
    return { outcome: "rejected", code: String(code), answer, bounce };
  }
  if (failure.code === "EENVELOPE" && code === null)
    return { outcome: "rejected", code: "EENVELOPE", answer, bounce: "hard" };
  if (failure.code === "EMESSAGE" && code === null)
    return { outcome: "rejected", code: "EMESSAGE", answer, bounce: "block" };
  if (begun && code === null) return { outcome: "unknown", answer };
  if (TROUBLES.has(failure.code) || (code ?? 0) >= 500) return senderTrouble(answer);
  return { outcome: "deferred", answer, retryAfterMs: null };
}

/**
 * SMTP over a pool of connections. SMTP knows no keys: what breaks off while a message is under way is `unknown`. The pool
 * never tries a message a second time by itself.
 */
export function createSmtpTransport(options: SmtpOptions): MailTransport {
  const pool = new SMTPPool({
    ...toConnection(options),
    maxConnections: options.maxConnections ?? 8,
    maxMessages: 1_000,
    maxRequeues: 0,
  });

  async function send(mail: OutgoingMail): Promise<HandOver> {
    const stream = Readable.from(await toMime(mail)); // one chunk
    const envelope = { from: toWire(mail.envelopeFrom ?? mail.from.address), to: [toWire(mail.to)] };
    try {
      const info = await sendBytes(pool, { envelope, messageId: mail.messageId, stream });
      return {
        outcome: "accepted",
        providerId: readQueueId(info.response),
        messageId: mail.messageId,
        aliases: info.serverMessageId ? [info.serverMessageId] : [],
        answer: info.response,
      };
    } catch (error) {
      const failure = readFailure(error);
      if (!failure) throw error;
      return toHandOver(failure, stream.readableDidRead); // the pool tells of no failure how far it came
    }
  }

  return { honoursKeys: false, send, close: async () => pool.close() };
}

/** An address as an envelope holds it: `ann@bücher.example` lives at `xn--bcher-kva.example`. */
function toWire(address: string): string {
  const at = address.lastIndexOf("@") + 1;
  return address.slice(0, at) + (domainToASCII(address.slice(at)) || address.slice(at));
}

/** Bytes straight to the pool: `sendMail` would take them apart and make a message of them a second time. */
function sendBytes(
  pool: SMTPPool,
  given: { envelope: { from: string; to: string[] }; messageId: string; stream: Readable },
): Promise<SMTPPoolSentMessageInfo> {
  const message = {
    getEnvelope: () => given.envelope,
    messageId: () => given.messageId,
    getHeader: () => given.messageId, // the only one it asks for
    createReadStream: () => given.stream,
  };
  return new Promise((resolve, reject) => {
    // what a pool reads of a message, and no more
    pool.send({ data: {}, message } as unknown as Parameters<SMTPPool["send"]>[0], (error, info) => {
      if (info) resolve(info);
      else reject(error);
    });
  });
}

/** The server's own name for the message, for its log: "250 2.0.0 Ok: queued as 4Zx…". */
function readQueueId(response: string): string | null {
  return /queued as ([\w.-]+)|\bid=([\w.-]+)/i.exec(response)?.slice(1).find(Boolean) ?? null;
}
