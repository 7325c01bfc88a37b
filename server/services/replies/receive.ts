import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { type EpochMs, toDate } from "@/core/instant";
import { classifyReply, type ReplyVerdict } from "@/core/reply";
import { findBounce } from "@/core/reply-bounce-find";
import { humanReplyClasses, type ReplyClass } from "@/core/reply-class";
import type { InboundMail } from "@/core/reply-mail";
import { planMatch } from "@/core/reply-match";
import { findFeedback } from "@/core/reply-report";
import { extractNewText } from "@/core/reply-text";
import { answerAddress } from "@/core/reply-to";
import { toStorable } from "@/core/storable-text";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { inboundMail } from "@/db/schema/inbound-mail";
import { type ParsedInbound, parseMail } from "@/server/mailbox/parse-mail";
import { applyReply } from "@/server/services/replies/apply";
import { findMatch, type Match } from "@/server/services/replies/find-match";
import { returnInstant } from "@/server/services/replies/return-instant";
import { oweSignalWakes, recordSignals } from "@/server/services/signals/record";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";

export interface ReceivedMail {
  readonly workspaceId: string;
  /** RFC 5322, as it came. */
  readonly raw: Buffer;
  /** Workspace time: INTERNALDATE, or when it reached us. */
  readonly receivedAt: EpochMs;
  readonly mailboxId?: string | null;
  /** Found when a mailbox was connected: shown, and moves nothing. */
  readonly historical?: boolean;
  /** Runs in the same transaction, whatever came of the mail: how far a mailbox was read. What it throws rolls all back. */
  readonly alongside?: (tx: Tx) => Promise<void>;
}

export type Received =
  | {
      readonly ok: true;
      readonly id: string;
      readonly class: ReplyClass;
      readonly isNew: boolean;
      readonly contactId: string;
    }
  /** `own`: a copy of our own mail. `unmatched`: of nobody we know; nothing of it is kept. */
  | { readonly ok: false; readonly reason: "own" | "unmatched" };

/**
 * Takes in one mail: finds whom it belongs to, decides what it is, and lets it do what SEMANTICS §4 says, in one transaction
 * under the person's lock. Idempotent by mailbox and Message-ID; what came to several mailboxes is one reply. Only mail that matches a person is stored.
 */
export async function receiveMail(received: ReceivedMail): Promise<Received> {
  const { workspaceId } = received;
  const mail = await parseMail(received.raw);
  return withWorkspace({ workspaceId }, async (tx) => {
    const result = await takeIn(tx, received, mail);
    await received.alongside?.(tx);
    return result;
  });
}

async function takeIn(tx: Tx, received: ReceivedMail, mail: ParsedInbound): Promise<Received> {
  const { workspaceId } = received;
  const dedupKey = dedupKeyOf(received, mail);
  const known = await findKnown(tx, workspaceId, dedupKey);
  if (known) return known;
  const isReport = findBounce(mail) !== null || findFeedback(mail) !== null;
  const ownAddresses = await readOwnAddresses(tx, workspaceId);
  const plan = planMatch(mail, { isReport, ownAddresses, receivedAt: received.receivedAt });
  if (plan.own) return { ok: false, reason: "own" };
  const match = await findMatch(tx, workspaceId, plan.probes);
  if (!match) return { ok: false, reason: "unmatched" };
  await queryRows(tx, LOCK_PERSON, [workspaceId, match.personId]);
  return take(tx, received, { mail, match, dedupKey, ownAddresses, sent: await sentText(tx, workspaceId, match) });
}

interface Taking {
  mail: ParsedInbound;
  match: Match;
  dedupKey: string;
  ownAddresses: ReadonlySet<string>;
  sent: string | undefined;
}

async function take(
  tx: Tx,
  received: ReceivedMail,
  { mail, match, dedupKey, ownAddresses, sent }: Taking,
): Promise<Received> {
  const { workspaceId, receivedAt } = received;
  const twin = await findTwin(tx, workspaceId, match.personId, mail.messageId);
  if (twin && (!twin.historical || received.historical === true)) return twin.known;
  const newText = extractNewText(mail.text, sent);
  // its evidence is cut out of the text
  const verdict = toStorable(classifyReply(mail, { newText, receivedAt }));
  const returnsAt = await returnInstant(tx, workspaceId, match, verdict, receivedAt);
  if (twin) {
    // it lay in one mailbox before that was connected, and has just come into another
    await tx
      .update(inboundMail)
      .set({ historical: false })
      .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, twin.known.id)));
    const { id, class: kind } = twin.known;
    await react(tx, received, { id, messageId: mail.messageId, match, verdict, newText, returnsAt });
    return { ok: true, id, class: kind, isNew: true, contactId: match.contactId };
  }
  const id = newId("inbound");
  const inserted = await tx
    .insert(inboundMail)
    .values({
      id,
      workspaceId,
      mailboxId: received.mailboxId ?? null,
      dedupKey,
      messageId: mail.messageId,
      personId: match.personId,
      contactId: match.contactId,
      touchId: match.touch?.id ?? null,
      matchMethod: match.method,
      confidence: match.confidence,
      class: verdict.class,
      evidence: verdict.evidence.map((seen) => ({ ...seen })),
      returnsAt: returnsAt === null ? null : toDate(returnsAt),
      fromAddress: mail.from?.address ?? "",
      fromName: mail.from?.name || null,
      replyTo: answerAddress(mail, ownAddresses),
      subject: mail.subject,
      newText,
      text: mail.fullText,
      html: mail.html,
      raw: received.raw,
      sizeBytes: received.raw.length,
      historical: received.historical === true,
      ownerId: match.ownerId,
      sentAt: mail.date === null ? null : toDate(mail.date),
      receivedAt: toDate(receivedAt),
    })
    .onConflictDoNothing()
    .returning({ id: inboundMail.id });
  if (inserted.length === 0) {
    const known = await findKnown(tx, workspaceId, dedupKey);
    if (known) return known;
    throw new Error("an inbound mail is there and is not");
  }
  if (received.historical !== true)
    await react(tx, received, { id, messageId: mail.messageId, match, verdict, newText, returnsAt });
  return { ok: true, id, class: verdict.class, isNew: true, contactId: match.contactId };
}

async function react(
  tx: Tx,
  { workspaceId, receivedAt }: ReceivedMail,
  of: {
    id: string;
    messageId: string | null;
    match: Match;
    verdict: ReplyVerdict;
    newText: string;
    returnsAt: EpochMs | null;
  },
): Promise<void> {
  const { id, match, verdict } = of;
  const isHuman = humanReplyClasses.has(verdict.class);
  const [signal] = await recordSignals(tx, [
    {
      workspaceId,
      personId: match.personId,
      contactId: match.contactId,
      kind: "reply",
      name: verdict.class,
      touchId: match.touch?.id ?? null,
      source: "mailbox",
      // one mail in two mailboxes is one reply
      sourceId: of.messageId ?? id,
      data: { inboundMailId: id },
      // Programs answer too: never a reply in a figure, and only an outlet that names the class takes it.
      verdict: isHuman ? "human" : "machine",
      verdictReasons: verdict.evidence.map(({ why }) => why),
      occurredAt: receivedAt,
    },
  ]);
  if (!signal) throw new Error("a reply left no signal");
  await tx
    .update(inboundMail)
    .set({ signalId: signal.id })
    .where(and(eq(inboundMail.workspaceId, workspaceId), eq(inboundMail.id, id)));
  if (!signal.isNew) return;
  if (!isHuman) await oweSignalWakes(tx, [signal.id]);
  await applyReply(tx, { ...of, workspaceId, inboundMailId: id, signalId: signal.id, receivedAt, at: receivedAt });
}

/** The same mail in the same mailbox once; without a Message-ID the bytes themselves. */
function dedupKeyOf({ mailboxId, raw }: ReceivedMail, mail: InboundMail): string {
  const name = mail.messageId ?? `sha256:${createHash("sha256").update(raw).digest("hex")}`;
  return `${mailboxId ?? "-"} ${name}`.slice(0, 900);
}

async function findKnown(tx: Tx, workspaceId: string, dedupKey: string): Promise<Received | null> {
  const [row] = await queryRows<{ id: string; class: ReplyClass; contact_id: string }>(
    tx,
    "select id, class, contact_id from inbound_mail where workspace_id = $1 and dedup_key = $2",
    [workspaceId, dedupKey],
  );
  return row ? { ok: true, id: row.id, class: row.class, isNew: false, contactId: row.contact_id } : null;
}

/** The same mail of the same person, taken in from another mailbox. The caller holds the person's lock. */
async function findTwin(
  tx: Tx,
  workspaceId: string,
  personId: string,
  messageId: string | null,
): Promise<{ known: Received & { ok: true }; historical: boolean } | null> {
  if (messageId === null) return null;
  const [row] = await queryRows<{ id: string; class: ReplyClass; contact_id: string; historical: boolean }>(tx, TWIN, [
    workspaceId,
    personId,
    messageId,
  ]);
  if (!row) return null;
  const { id, class: kind, contact_id: contactId, historical } = row;
  return { known: { ok: true, id, class: kind, isNew: false, contactId }, historical };
}

async function readOwnAddresses(tx: Tx, workspaceId: string): Promise<Set<string>> {
  const rows = await queryRows<{ address: string }>(
    tx,
    "select lower(address) as address from sender where workspace_id = $1",
    [workspaceId],
  );
  return new Set(rows.map(({ address }) => address));
}

/** The plain text of the mail that is answered: the surest sign of where the quote begins. */
async function sentText(tx: Tx, workspaceId: string, match: Match): Promise<string | undefined> {
  if (!match.touch) return undefined;
  const [sent] = await loadOutgoing(workspaceId, [match.touch.id], tx);
  return sent?.mail.text;
}

const LOCK_PERSON = "select 1 from person where workspace_id = $1 and id = $2 for update";

const TWIN = `
select id, class, contact_id, historical from inbound_mail
where workspace_id = $1 and person_id = $2 and message_id = $3 order by historical, received_at limit 1`;
