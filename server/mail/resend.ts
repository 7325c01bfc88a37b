import { setTimeout as wait } from "node:timers/promises";
import { type CreateEmailOptions, Resend } from "resend";
import { type HandOver, type MailTransport, type OutgoingMail, senderTrouble } from "@/server/mail/port";

export interface ResendSettings {
  readonly apiKey: string;
  /** Another address than https://api.resend.com, for a proxy or a test. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  /** Waits in tests without passing time. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** Milliseconds, monotonic. */
  readonly clock?: () => number;
}

export interface ResendTransport extends MailTransport {
  /** Up to 100 mails. */
  sendBatch(mails: readonly OutgoingMail[], options: { idempotencyKey: string }): Promise<HandOver[]>;
}

interface ApiError {
  readonly name: string;
  readonly message: string;
  readonly statusCode: number | null;
}
type Headers = Readonly<Record<string, string>> | null;
interface Answer {
  readonly ids: readonly string[] | null;
  readonly error: ApiError | null;
  readonly headers: Headers;
}

const TIMEOUT_MS = 15_000;
/** Longer waits are the caller's: the touch is held and its slot freed. */
const PATIENCE_MS = 2_000;
const TRIES = 3;
const QUOTA_MS = 3_600_000;
/** The key, the domain or the sender is at fault: no mail is, and none may be lost for it. */
const SENDER_TROUBLE =
  /^(?:missing_api_key|invalid_api_key|restricted_api_key|invalid_access|invalid_from_address|not_found|method_not_allowed|security_error|invalid_region)$/;

function toPayload(mail: OutgoingMail): CreateEmailOptions {
  return {
    from: `${JSON.stringify(mail.from.name)} <${mail.from.address}>`,
    to: mail.to,
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: {
      ...mail.headers,
      ...(mail.inReplyTo === null ? {} : { "In-Reply-To": mail.inReplyTo }),
      References: mail.references.join(" "),
    },
    // Comes back as an object in every webhook: finds the touch before its Message-ID is known (EMAIL §7).
    tags: [{ name: "touch", value: mail.touchId.replace(/[^\w-]/g, "_") }],
  };
}

const secondsOf = (headers: Headers, name: string): number | null => {
  const value = Number(headers?.[name]);
  return headers?.[name] !== undefined && Number.isFinite(value) ? value : null;
};

/** How long to stay away, from `retry-after`, or from `ratelimit-*` when the last call of the window was used up. */
function readPause({ headers, error }: Answer): number {
  const after = secondsOf(headers, "retry-after");
  if (error?.statusCode === 429) return (after ?? secondsOf(headers, "ratelimit-reset") ?? 1) * 1_000;
  return secondsOf(headers, "ratelimit-remaining") === 0 ? (secondsOf(headers, "ratelimit-reset") ?? 1) * 1_000 : 0;
}

/** Whether asking again right away with the same key can help. */
function isPassing({ statusCode, name }: ApiError): boolean {
  return (
    statusCode === null ||
    statusCode >= 500 ||
    name === "concurrent_idempotent_requests" ||
    name === "rate_limit_exceeded"
  );
}

function toFailure(error: ApiError, pauseMs: number): HandOver {
  const answer = `${error.name}: ${error.message}`;
  if (/quota_exceeded$/.test(error.name)) return { outcome: "deferred", answer, retryAfterMs: QUOTA_MS };
  if (error.statusCode === 429) return { outcome: "deferred", answer, retryAfterMs: pauseMs };
  // The same key was used with other words: an earlier hand-over of this touch did reach them.
  if (error.name === "invalid_idempotent_request") return { outcome: "unknown", answer };
  if (isPassing(error)) return { outcome: "unknown", answer };
  const trouble = SENDER_TROUBLE.test(error.name) || error.statusCode === 401 || error.statusCode === 403;
  if (trouble) return senderTrouble(answer);
  return { outcome: "rejected", code: error.name, answer, bounce: null };
}

/**
 * Resend's HTTP API. Keys are honoured for 24 hours: what a network leaves open is `unknown` and may be asked again with
 * the same key. The Message-ID on the wire is theirs and comes later, by webhook.
 */
export function createResendTransport(settings: ResendSettings): ResendTransport {
  const client = new Resend(settings.apiKey, settings.baseUrl ? { baseUrl: settings.baseUrl } : {});
  const sleep = settings.sleep ?? wait;
  const clock = settings.clock ?? (() => performance.now());
  let closedUntil = 0;

  /** Waits out a short pause; gives the milliseconds of a long one. */
  async function passGate(): Promise<number> {
    const pause = closedUntil - clock();
    if (pause <= 0) return 0;
    if (pause > PATIENCE_MS) return pause;
    await sleep(pause);
    return 0;
  }

  async function ask(
    call: (signal: AbortSignal) => Promise<Answer>,
    accepted: (ids: readonly string[]) => HandOver[],
  ): Promise<HandOver[] | HandOver> {
    let pause = await passGate();
    let isOpen = false; // whether an earlier try may have been taken
    if (pause > 0) return { outcome: "deferred", answer: "the provider asked for a pause", retryAfterMs: pause };
    for (let tries = 1; ; tries += 1) {
      const answer = await call(AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS));
      pause = readPause(answer);
      closedUntil = Math.max(closedUntil, clock() + pause);
      if (answer.ids) return accepted(answer.ids);
      const error = answer.error ?? { name: "application_error", message: "an answer without data", statusCode: null };
      if (tries >= TRIES || !isPassing(error) || pause > PATIENCE_MS) {
        const failure = toFailure(error, pause);
        // "not now" answers this try; nobody knows what became of the one before
        return isOpen && failure.outcome === "deferred" ? { outcome: "unknown", answer: failure.answer } : failure;
      }
      isOpen ||= error.statusCode !== 429;
      await sleep(pause > 0 ? pause : 200 * 2 ** tries);
    }
  }

  const toAccepted = (mail: OutgoingMail, id: string): HandOver => ({
    outcome: "accepted",
    providerId: id,
    messageId: mail.messageId,
    aliases: [],
    answer: id,
  });

  return {
    honoursKeys: true,
    async send(mail, { idempotencyKey }) {
      const result = await ask(
        async (signal) => {
          const { data, error, headers } = await client.emails.send(toPayload(mail), { idempotencyKey, signal });
          return { ids: data ? [data.id] : null, error, headers };
        },
        ([id = ""]) => [toAccepted(mail, id)],
      );
      return Array.isArray(result) ? (result[0] ?? { outcome: "unknown", answer: "no answer" }) : result;
    },
    async sendBatch(mails, { idempotencyKey }) {
      const result = await ask(
        async (signal) => {
          const { data, error, headers } = await client.batch.send(mails.map(toPayload), {
            idempotencyKey,
            signal,
            batchValidation: "strict",
          });
          return { ids: data ? data.data.map(({ id }) => id) : null, error, headers };
        },
        (ids) => mails.map((mail, index) => toAccepted(mail, ids[index] ?? "")),
      );
      return Array.isArray(result) ? result : mails.map(() => result);
    },
    close: () => Promise.resolve(),
  };
}
