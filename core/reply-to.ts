import { toEmailKey } from "@/core/address";
import type { MailAddress } from "@/core/reply-mail";

/**
 * Where an answer to a mail goes (RFC 5322 §3.6.2): the first address its author asked for that is one and is not ours (a
 * list, or a program that copied our own). Null: to whoever wrote it.
 */
export function answerAddress(
  { from, replyTo }: { readonly from: MailAddress | null; readonly replyTo: readonly MailAddress[] },
  ownAddresses: ReadonlySet<string>,
): string | null {
  for (const { address } of replyTo) {
    const key = toEmailKey(address);
    if (key === null || ownAddresses.has(key) || ownAddresses.has(withoutTag(key))) continue;
    return key === from?.address ? null : key;
  }
  return null;
}

/** `ana+4f@ours.example` is a reply token of `ana@ours.example`. */
const withoutTag = (key: string): string => key.replace(/\+[^@]*(?=@)/, "");
