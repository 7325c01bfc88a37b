import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { addMs, type EpochMs, toEpochMs } from "@/core/instant";
import { classifyBounce } from "@/core/reply-bounce";
import { SETTLE_MS } from "@/core/signal";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { fetchReceived } from "@/server/mail/resend-inbox";
import { receiveMail } from "@/server/services/replies/receive";
import { recordSignals } from "@/server/services/signals/record";
import { type NewTouchFact, noteTouchFacts } from "@/server/services/touches/note-facts";

/** An event of another service, its signature proven. */
export interface ProviderEvent {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly clockOffsetMs: number;
  /** For asking back; null where none was given. */
  readonly apiKey: string | null;
}

export interface EventOutcome {
  readonly state: "handled" | "ignored";
  readonly says: string;
}

const eventSchema = z.looseObject({
  created_at: z.string(),
  data: z.looseObject({
    email_id: z.string().default(""),
    to: z.array(z.string()).catch([]),
    message_id: z.string().nullish(),
    tags: z.record(z.string(), z.string()).nullish().catch(null),
    bounce: z
      .looseObject({ type: z.string().default(""), subType: z.string().default(""), message: z.string().default("") })
      .nullish(),
    failed: z.looseObject({ reason: z.string().default("") }).nullish(),
    suppressed: z.looseObject({ type: z.string().default(""), message: z.string().default("") }).nullish(),
    click: z
      .looseObject({
        ipAddress: z.string().nullish(),
        link: z.string().nullish(),
        userAgent: z.string().nullish(),
        timestamp: z.string().nullish(),
      })
      .nullish(),
  }),
});
type EventData = z.output<typeof eventSchema>["data"];

type Fact = Pick<NewTouchFact, "kind" | "detail">;

/** What each type of event says about a mail. */
const facts: Readonly<Record<string, (data: EventData) => Fact>> = {
  "email.sent": () => ({ kind: "sent", detail: "" }),
  "email.delivered": () => ({ kind: "delivered", detail: "" }),
  "email.delivery_delayed": () => ({ kind: "delayed", detail: "" }),
  "email.complained": () => ({ kind: "complaint", detail: "" }),
  "email.failed": ({ failed }) => ({ kind: "failed", detail: failed?.reason ?? "" }),
  "email.suppressed": ({ suppressed }) => ({ kind: "suppressed", detail: suppressed?.message ?? "" }),
  "email.bounced": ({ bounce }) => toBounce(bounce ?? { type: "", subType: "", message: "" }),
};

/** Only a permanent one is about the address; and not even that when the words are about us (EMAIL §2.5, 2.7). */
export function toBounce(bounce: { type: string; subType: string; message: string }): Fact {
  const detail = [bounce.type, bounce.subType, bounce.message].filter(Boolean).join(" · ");
  const { kind } = classifyBounce({ diagnostic: bounce.message });
  if (bounce.type !== "Permanent") return { kind: kind === "block" ? "bounce_block" : "bounce_soft", detail };
  return { kind: kind === "block" ? "bounce_block" : "bounce_hard", detail };
}

/** Does what an event of Resend means. Idempotent by its svix-id. @throws when something is away that will come back */
export async function handleResendEvent(event: ProviderEvent): Promise<EventOutcome> {
  const { created_at, data } = eventSchema.parse(event.payload);
  if (event.type === "email.received") return takeMail(event, data, Date.parse(created_at));
  const fact = facts[event.type];
  const reaction = event.type === "email.opened" ? "open" : event.type === "email.clicked" ? "click" : null;
  if (!fact && reaction === null) return { state: "ignored", says: `Nothing is done about ${event.type}` };
  return withWorkspace(event, async (tx) => {
    const touch = await findTouch(tx, event.workspaceId, data);
    if (!touch) return { state: "ignored", says: "It is about no mail of this workspace" };
    const at = toEpochMs(Date.parse(created_at) + event.clockOffsetMs);
    await keepAlias(tx, event.workspaceId, touch.id, data.message_id ?? null);
    if (reaction !== null) {
      await noteReaction(tx, event, { touch, kind: reaction, data, at });
      return { state: "handled", says: `${touch.id}: ${reaction}, as the provider saw it` };
    }
    const { kind, detail } = fact?.(data) ?? { kind: "sent" as const, detail: "" };
    await noteTouchFacts(tx, event.workspaceId, [
      { touchId: touch.id, kind, source: "resend", sourceId: event.sourceId, detail, at },
    ]);
    return { state: "handled", says: `${touch.id}: ${kind}` };
  });
}

interface Touch {
  id: string;
  person_id: string;
  contact_id: string;
}

async function findTouch(tx: Tx, workspaceId: string, data: EventData): Promise<Touch | undefined> {
  const mark = data.tags?.touch; // ours carry it
  const [found] =
    mark === undefined
      ? await queryRows<Touch>(tx, BY_THEIR_ID, [
          workspaceId,
          data.email_id,
          data.to.flatMap((to) => toEmailKey(to) ?? []),
        ])
      : await queryRows<Touch>(tx, BY_MARK, [workspaceId, mark]);
  return found;
}

/** The Message-ID on the wire is theirs: an answer to it finds the mail (EMAIL §1.1). */
async function keepAlias(tx: Tx, workspaceId: string, touchId: string, messageId: string | null): Promise<void> {
  if (messageId === null || messageId === "") return;
  const id = messageId.startsWith("<") ? messageId : `<${messageId}>`;
  await queryRows(tx, KEEP_ALIAS, [newId("alias"), workspaceId, id, touchId]);
}

/** They saw less than our own pixel and links do: a fact that moves nothing, and never doubles ours (SEMANTICS §2). */
async function noteReaction(
  tx: Tx,
  event: ProviderEvent,
  of: { touch: Touch; kind: "open" | "click"; data: EventData; at: EpochMs },
): Promise<void> {
  const { touch, kind, data, at } = of;
  await recordSignals(tx, [
    {
      workspaceId: event.workspaceId,
      personId: touch.person_id,
      contactId: touch.contact_id,
      kind,
      touchId: touch.id,
      source: "resend",
      sourceId: event.sourceId,
      data: {
        userAgent: data.click?.userAgent ?? null,
        ip: data.click?.ipAddress ?? null,
        link: data.click?.link ?? null,
      },
      verdict: "unsure",
      verdictReasons: ["provider"],
      settlesAt: addMs(at, SETTLE_MS),
      occurredAt: at,
    },
  ]);
}

/** It came when they say it did, not when we got round to it; nothing comes in the future. */
async function takeMail(event: ProviderEvent, data: EventData, cameAt: number): Promise<EventOutcome> {
  if (event.apiKey === null) throw new Error("An API key of Resend is needed to fetch mail that came in");
  const raw = await fetchReceived(event.apiKey, data.email_id);
  if (raw === null) return { state: "ignored", says: "The mail is not there any more" };
  const now = realNow().getTime();
  const receivedAt = toEpochMs((Number.isFinite(cameAt) ? Math.min(cameAt, now) : now) + event.clockOffsetMs);
  const received = await receiveMail({ workspaceId: event.workspaceId, raw, receivedAt });
  return received.ok
    ? { state: "handled", says: `A mail came in: ${received.class}` }
    : { state: "ignored", says: `A mail came in: ${received.reason}` };
}

const BY_MARK = `
select id, person_id, contact_id from touch where workspace_id = $1 and claimed_at is not null and id = $2`;

// A company sends other mail through Resend than ours: looked for among the mails of whom it went to, not among all.
const BY_THEIR_ID = `
select t.id, t.person_id, t.contact_id
from contact c join touch t on t.workspace_id = c.workspace_id and t.person_id = c.person_id
where c.workspace_id = $1 and c.email_key = any($3::text[]) and t.claimed_at is not null and $2 <> '' and t.provider_id = $2
limit 1`;

const KEEP_ALIAS = `
insert into message_alias (id, workspace_id, message_id, touch_id, source) values ($1, $2, $3, $4, 'provider')
on conflict (workspace_id, message_id) do nothing`;
