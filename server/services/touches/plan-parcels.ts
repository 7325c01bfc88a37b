import { newId } from "@/db/ids";
import type { ToSend } from "./load-outgoing";
import type { Parcel, TransportOf } from "./send-parcel";

/** As many as a provider takes at once (EMAIL §7). */
const MOST = 100;

/**
 * Puts mails of broadcasts that leave by the same sender together, where what it sends through takes several at once. Whatever somebody
 * waits for (sequences, API) leaves by itself: nothing may hold it up, and it must not fail with another.
 */
export async function planParcels(mails: readonly ToSend[], transportOf: TransportOf): Promise<Parcel[]> {
  const bySender = new Map<string, ToSend[]>();
  const parcels: Parcel[] = [];
  for (const mail of mails) {
    const together = mail.isBroadcast ? (bySender.get(mail.senderId) ?? []) : null;
    if (together === null) parcels.push({ batchId: null, mails: [mail] });
    else bySender.set(mail.senderId, [...together, mail]);
  }
  for (const [senderId, together] of bySender) {
    const most = together.length > 1 && (await takesBatches(senderId, transportOf)) ? MOST : 1;
    for (let at = 0; at < together.length; at += most) {
      const chunk = together.slice(at, at + most);
      parcels.push({ batchId: chunk.length > 1 ? `batch/${newId("batch")}` : null, mails: chunk });
    }
  }
  return parcels;
}

/** A sender that cannot be used says so when its mails are handed over. */
async function takesBatches(senderId: string, transportOf: TransportOf): Promise<boolean> {
  try {
    return (await transportOf(senderId)).sendBatch !== undefined;
  } catch {
    return false;
  }
}
