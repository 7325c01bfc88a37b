/** What a member may be allowed to do. Asking is `rightsOf(role).has(right)`; services do it through `need`. */
export const rights = [
  "read", // see contacts, sequences, journeys, reports
  "contacts.write",
  "contacts.import",
  "contacts.erase",
  "contacts.export",
  "sequences.write",
  "publish",
  "enroll",
  "passage.pause", // let one person's passage stand still, and go on
  "segments.write",
  "tasks.write",
  "consent.write", // consent, preferences, product facts
  "suppress",
  "unsuppress",
  "leave-alone",
  "hold.override",
  "caps.exempt",
  "rules.write",
  "sending.pause",
  "sender.write",
  "mailbox.connect", // one's own mailbox
  "sender.of-others", // send from another member's mailbox
  "replies.read", // bodies of what people wrote
  "replies.correct",
  "support.lookup",
  "phish.report",
  "launches.write", // say when a sequence is to be published
  "domains.write", // domains and numbers that are ours
  "brand.write",
  "sandbox.play",
  "topics.write",
  "products.write",
  "fields.write", // what fields of a contact mean
  "settings.write",
  "members.write",
  "teams.write",
  "keys.write",
  "audit.read",
] as const;
export type Right = (typeof rights)[number];

export const roles = ["owner", "admin", "marketer", "sales", "support", "viewer"] as const;
export type Role = (typeof roles)[number];

const everything: readonly Right[] = rights;

/** The one table role × right (SEMANTICS §8). */
const table: Record<Role, readonly Right[]> = {
  owner: everything,
  admin: everything,
  marketer: [
    "read",
    "contacts.write",
    "contacts.import",
    "contacts.export",
    "sequences.write",
    "publish",
    "enroll",
    "passage.pause",
    "segments.write",
    "tasks.write",
    "consent.write",
    "suppress",
    "leave-alone",
    "sending.pause",
    "mailbox.connect",
    "support.lookup",
    "phish.report",
    "launches.write",
    "sandbox.play",
    "topics.write",
    "products.write",
    "fields.write",
  ],
  sales: [
    "read",
    "contacts.write",
    "sequences.write",
    "publish",
    "enroll",
    "passage.pause",
    "tasks.write",
    "consent.write",
    "suppress",
    "leave-alone",
    "replies.read",
    "replies.correct",
    "mailbox.connect",
    "support.lookup",
    "phish.report",
    "launches.write",
    "sandbox.play",
  ],
  support: [
    "read",
    "contacts.write",
    "passage.pause",
    "tasks.write",
    "consent.write",
    "suppress",
    "leave-alone",
    "sending.pause",
    "replies.read",
    "support.lookup",
    "phish.report",
    "sandbox.play",
  ],
  viewer: ["read"],
};

/** Roles whose writing to sequences and senders is narrowed to their teams, when they are in any. */
const narrowed: Record<Role, boolean> = {
  owner: false,
  admin: false,
  marketer: true,
  sales: true,
  support: false,
  viewer: false,
};

export function isRole(value: unknown): value is Role {
  return typeof value === "string" && roles.some((role) => role === value);
}

/** Every right of a role. */
export const rightsOf = (role: Role): ReadonlySet<Right> => new Set(table[role]);

/**
 * Whether a member may change what belongs to `teamId` (null: to nobody in particular).
 * A marketer or salesperson who is in a team works for their teams; one who is in none works for all.
 */
export function worksForTeam(role: Role, ownTeamIds: readonly string[], teamId: string | null): boolean {
  if (!narrowed[role] || teamId === null || ownTeamIds.length === 0) return true;
  return ownTeamIds.includes(teamId);
}

/** Who may give which role: an owner any, an admin any but owner. Nobody else gives roles. */
export function mayGiveRole(giver: Role, role: Role): boolean {
  return giver === "owner" || (giver === "admin" && role !== "owner");
}
