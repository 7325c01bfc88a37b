import { createHmac, timingSafeEqual } from "node:crypto";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";

/** What a public link of a mail does. Signed, never expiring: an unsubscribe link must work for ever (EMAIL §5). */
export type PublicAction =
  | { do: "open"; touchId: string }
  | { do: "click"; touchId: string; linkId: string }
  | { do: "leave"; touchId: string }
  | { do: "prefer"; touchId: string };

/** The id of the link no person sees: who follows it is a machine (EMAIL §4). */
export const TRAP_LINK = "trap";

const LETTERS = { open: "o", click: "c", leave: "u", prefer: "p" } as const;

/** A token that says one thing about one touch; it holds ids only. */
export function signAction(action: PublicAction): string {
  const parts = [LETTERS[action.do], action.touchId, ...(action.do === "click" ? [action.linkId] : [])];
  return vault().sign("public-token", parts.join("-"));
}

/** What a token says, or null for one we did not write. */
export function readAction(token: string): PublicAction | null {
  const payload = vault().verify("public-token", token);
  if (payload === undefined) return null;
  const [letter, touchId, linkId] = payload.split("-");
  if (!touchId) return null;
  if (letter === LETTERS.open) return { do: "open", touchId };
  if (letter === LETTERS.click && linkId) return { do: "click", touchId, linkId };
  if (letter === LETTERS.leave) return { do: "leave", touchId };
  return letter === LETTERS.prefer ? { do: "prefer", touchId } : null;
}

/** The address behind an action of a mail. `host`: another one than Heed's own, for pixel and links. */
export const actionUrl = (
  path: "o" | "c" | "unsubscribe" | "preferences",
  action: PublicAction,
  host: string | null = null,
): string => `${host ?? env().APP_URL}/${path}/${signAction(action)}`;

export const verifyUrl = (code: string): string => `${env().APP_URL}/verify/${code}`;

const MAC_HEX = 20; // 80 bit
const TOUCH_PREFIX = "tch_";

/**
 * The token in a Reply-To: lower case only, because local parts get case-folded on the way (EMAIL §1.2). The touch's id
 * without its prefix, then 80 bit of HMAC.
 */
export function replyToken(touchId: string): string {
  const id = touchId.slice(TOUCH_PREFIX.length);
  return `${id}${macOf(id, vault().derive("reply-token"))}`;
}

/** The touch a reply token names, signed with any key we hold: people answer old mails. Null for one that is not ours. */
export function readReplyToken(token: string): string | null {
  const lower = token.toLowerCase();
  const id = lower.slice(0, -MAC_HEX);
  const mac = Buffer.from(lower.slice(-MAC_HEX));
  if (id === "" || mac.length !== MAC_HEX) return null;
  const isOurs = vault()
    .deriveAll("reply-token")
    .some((key) => timingSafeEqual(mac, Buffer.from(macOf(id, key))));
  return isOurs ? `${TOUCH_PREFIX}${id}` : null;
}

const LOCAL_PART_MAX = 64; // RFC 5321 §4.5.3.1.1

/** Plus-addressing on the sender's own address: `ann+r{token}@company.com`. Null where the local part would be too long. */
export function replyAddress(address: string, touchId: string): string | null {
  const at = address.lastIndexOf("@");
  const local = `${address.slice(0, at)}+r${replyToken(touchId)}`;
  return local.length > LOCAL_PART_MAX ? null : `${local}${address.slice(at)}`;
}

/** The touch named in any of these addresses, by the first token that is ours. */
export function touchOfAddresses(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const token = /\+r([0-9a-z]{30,60})@/i.exec(address)?.[1];
    const touchId = token ? readReplyToken(token) : null;
    if (touchId) return touchId;
  }
  return null;
}

function macOf(id: string, key: Buffer): string {
  return createHmac("sha256", key).update(id).digest("hex").slice(0, MAC_HEX);
}
