import type { ImapFlow } from "imapflow";
import { realNow } from "@/server/clock";
import { toTrouble } from "@/server/mailbox/trouble";

/** Longer mails are cut: enough to know what they are. */
const MAX_MAIL_BYTES = 25 * 1024 * 1024;
/** A mail that was asked for so often, over so long a time, and never given is one the server cannot give. */
const GIVE_UP_TRIES = 5;
const GIVE_UP_MS = 10 * 60_000;

/** Mails of a mailbox that its server lists and has not given so far, by folder and UID. Outlives connections. */
export type Withheld = Map<string, { readonly since: number; readonly tries: number }>;

/** The server lists a mail it cannot give (Exchange has such mails): those after it need not wait for it. */
export class MailWithheld extends Error {
  override name = "MailWithheld";
}

/**
 * The whole mail of a UID, cut at what we take; null when it is gone meanwhile.
 * @throws MailboxTrouble; MailWithheld once it was asked for in vain for long enough
 */
export async function fetchWhole(
  client: Pick<ImapFlow, "fetchOne">,
  { folderId, uid, withheld }: { folderId: string; uid: number; withheld: Withheld },
): Promise<Buffer | null> {
  const key = `${folderId}/${uid}`;
  try {
    const wanted = { uid: true, source: { maxLength: MAX_MAIL_BYTES } };
    const message = await client.fetchOne(String(uid), wanted, { uid: true });
    withheld.delete(key);
    return message ? (message.source ?? null) : null;
  } catch (error) {
    const trouble = toTrouble(error);
    const now = realNow().getTime();
    const { since, tries } = withheld.get(key) ?? { since: now, tries: 0 };
    withheld.set(key, { since, tries: tries + 1 });
    if (tries + 1 < GIVE_UP_TRIES || now - since < GIVE_UP_MS) throw trouble;
    withheld.delete(key);
    throw new MailWithheld(trouble.words); // no cause: it is not the network's any more
  }
}
