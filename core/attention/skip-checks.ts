import { consentThatHolds } from "@/core/consent";
import type { SkipReason } from "./decision";
import type { Consent, PersonFacts } from "./facts";
import type { WaitingTouch } from "./touch";

/**
 * Marketing and sales ask for attention; transactional mail answers something the person did, and what a member writes by
 * hand is a person's own word: it may always go (SEMANTICS §1).
 */
export const asksAttention = (touch: Pick<WaitingTouch, "class" | "source">): boolean =>
  touch.class !== "transactional" && touch.source !== "hand";

/** The basis on which a touch of this topic may be sent. */
export function consentFor(topicId: string | null, facts: Pick<PersonFacts, "consent" | "consents">): Consent {
  const own = topicId !== null && Object.hasOwn(facts.consents, topicId) ? facts.consents[topicId] : undefined;
  return consentThatHolds(facts.consent, own);
}

/** Suppression, archived contact, consent, topic opt-out: no right overrules them. Null when the touch may be written. */
export function refusalOf(touch: WaitingTouch, facts: PersonFacts): SkipReason | null {
  const attention = asksAttention(touch);
  for (const entry of facts.suppressions) {
    if (entry.contactId !== null && entry.contactId !== touch.contactId) continue;
    if (entry.scope === "all" || attention) {
      return { kind: "suppressed", suppressionId: entry.id, scope: entry.scope, cause: entry.cause, at: entry.at };
    }
  }
  if (!attention) return null;
  if (touch.archivedAt !== null) return { kind: "archived", at: touch.archivedAt };
  const consent = consentFor(touch.topicId, facts);
  if (consent.basis === "none") {
    return { kind: "no_consent", topicId: touch.topicId, basis: consent.basis, source: consent.source };
  }
  for (const out of facts.optOuts) {
    if (out.topicId === null || out.topicId === touch.topicId) {
      return { kind: "opted_out", topicId: out.topicId, at: out.at, source: out.source };
    }
  }
  return null;
}

/** A product the touch promotes and this person has, has of another maker, or has no use for. */
export function productRefusalOf(touch: WaitingTouch, facts: PersonFacts): SkipReason | null {
  if (!asksAttention(touch) || touch.promotes.length === 0) return null;
  for (const known of facts.products) {
    if (!touch.promotes.includes(known.productId)) continue;
    return { kind: "product", productId: known.productId, fact: known.fact, source: known.source, at: known.at };
  }
  return null;
}
