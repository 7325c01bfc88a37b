import { toStorable } from "@/core/storable-text";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { logger } from "@/server/log";
import { type HandOver, type MailTransport, senderTrouble } from "@/server/mail/port";
import type { ToSend } from "./load-outgoing";

/** Which transport a sender's mail leaves through. */
export type TransportOf = (senderId: string) => Promise<MailTransport>;

/** What is handed over in one call: a mail by itself, or several of broadcasts under a key of their own. */
export interface Parcel {
  readonly batchId: string | null;
  readonly mails: readonly ToSend[];
}

export interface SendHow {
  readonly transportOf: TransportOf;
  /** Asked before: only a yes or a final no settles it. */
  readonly again: boolean;
}

/** What became of one mail; null: nobody knows, it stays handed over and is settled later. */
export interface Sent {
  readonly sent: ToSend;
  readonly handOver: HandOver | null;
}

/** Hands one parcel over, in one call where it is a batch. Never throws for what a provider, a network or a sender can do. */
export async function sendParcel(workspaceId: string, { batchId, mails }: Parcel, how: SendHow): Promise<Sent[]> {
  const answers = batchId === null ? null : await sendBatch(batchId, mails, how);
  if (answers !== null && !answers.some((answer) => answer?.outcome === "rejected"))
    return mails.map((sent, index) => ({ sent, handOver: answers[index] ?? null }));
  // One of them cannot be taken, and so none was: each is asked about by itself, under its own key from here on.
  if (batchId !== null) await queryRows(ownerSql(), TAKE_APART, [workspaceId, batchId]);
  const all: Sent[] = [];
  for (const sent of mails) all.push({ sent, handOver: await sendOne(sent, how) });
  return all;
}

/** All or none are taken, under the batch's own key. Null where the sender's transport knows no batches (any more). */
async function sendBatch(batchId: string, mails: readonly ToSend[], how: SendHow): Promise<(HandOver | null)[] | null> {
  const opened = await openTransport(mails[0], how);
  if (!opened.ok) return mails.map(() => opened.handOver);
  const { transport } = opened;
  if (transport.sendBatch === undefined) return how.again ? mails.map(() => null) : null;
  try {
    const answers = await transport.sendBatch(
      mails.map(({ mail }) => mail),
      { idempotencyKey: batchId },
    );
    return answers.map((answer) => judge(answer, transport, how));
  } catch (error) {
    logger("touches").error({ err: error, batch: batchId }, "a transport broke while it had a batch");
    return mails.map(() => null);
  }
}

async function sendOne(sent: ToSend, how: SendHow): Promise<HandOver | null> {
  const opened = await openTransport(sent, how);
  if (!opened.ok) return opened.handOver;
  try {
    return judge(await opened.transport.send(sent.mail, { idempotencyKey: sent.key }), opened.transport, how);
  } catch (error) {
    logger("touches").error({ err: error, touch: sent.mail.touchId }, "a transport broke while it had a mail");
    return null;
  }
}

/** Where keys are honoured an open end is not the end: settleLeases asks again with the same key. */
function judge(answer: HandOver, transport: MailTransport, { again }: SendHow): HandOver | null {
  if (answer.outcome === "unknown" && transport.honoursKeys) return null;
  return again && answer.outcome === "deferred" ? null : toStorable(answer);
}

type Opened =
  | { readonly ok: true; readonly transport: MailTransport }
  | { readonly ok: false; readonly handOver: HandOver | null };

async function openTransport(sent: ToSend | undefined, { transportOf, again }: SendHow): Promise<Opened> {
  const senderId = sent?.senderId ?? "";
  try {
    return { ok: true, transport: await transportOf(senderId) };
  } catch (error) {
    logger("touches").error({ err: error, sender: senderId, touch: sent?.mail.touchId }, "a sender cannot be used");
    return { ok: false, handOver: again ? null : senderTrouble("the sender cannot be used as it is set up") };
  }
}

const TAKE_APART =
  "update touch set batch_id = null where workspace_id = $1 and batch_id = $2 and state = 'handed_over'";
