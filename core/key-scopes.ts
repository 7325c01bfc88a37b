import type { Right } from "@/core/rights";

/** What an API key may be for. Each is a right or several of a member's; nothing publishes, decides or reads mail of people. */
export const keyScopes = {
  read: { label: "Read", says: "contacts, sequences, enrollments, messages, events and purchases", rights: ["read"] },
  contacts: {
    label: "Contacts",
    says: "add and change contacts, their consent and suppressions",
    rights: ["contacts.write", "contacts.import", "consent.write", "suppress"],
  },
  events: { label: "Events", says: "tell what people did and bought", rights: ["contacts.write"] },
  enrollments: { label: "Enrollments", says: "let people into sequences and out again", rights: ["enroll"] },
  messages: { label: "Messages", says: "send single messages, log touches", rights: ["contacts.write"] },
  support: { label: "Support", says: "ask whether a mail is ours, for help desks", rights: ["support.lookup"] },
} as const satisfies Record<string, { label: string; says: string; rights: readonly Right[] }>;

export type KeyScope = keyof typeof keyScopes;

export const allKeyScopes = Object.keys(keyScopes).filter(isKeyScope);

export function isKeyScope(word: unknown): word is KeyScope {
  return typeof word === "string" && Object.hasOwn(keyScopes, word);
}

/** Every right these scopes give together. Reading what one wrote oneself is part of all. */
export const rightsOfScopes = (scopes: readonly KeyScope[]): ReadonlySet<Right> =>
  new Set<Right>(scopes.flatMap((scope) => [...keyScopes[scope].rights]));
