import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, json, updatedAt, workspaceId } from "./columns";

/** Where a setup stands, so that leaving the page loses nothing. Holds no secret. */
export interface MailboxSetup {
  /** What the live test said, by what was tested. */
  readonly checks?: readonly {
    readonly what: string;
    readonly ok: boolean;
    readonly words: string;
    readonly advice: string;
  }[];
  readonly folders?: readonly { readonly path: string; readonly name: string; readonly use: string | null }[];
  /** The mail to oneself: its mark, when it left, where it was found. */
  readonly trial?: {
    readonly mark: string;
    readonly sentAt: string;
    readonly arrived: boolean;
    readonly plusArrived: boolean;
    readonly copied: boolean;
  };
}

/** A member's IMAP and SMTP account. Credentials are sealed by server/crypto.ts and deleted when it is disconnected. */
export const mailbox = pgTable(
  "mailbox",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: text("member_id").notNull(),
    address: text("address").notNull(),
    /** The name in From. */
    name: text("name").notNull().default(""),
    status: text("status").notNull().default("setting_up"),
    step: text("step").notNull().default("sign_in"),
    setup: json<MailboxSetup>("setup").notNull().default({}),
    provider: text("provider").notNull(),
    signIn: text("sign_in").notNull().default("password"),
    username: text("username").notNull(),
    imapHost: text("imap_host").notNull(),
    imapPort: integer("imap_port").notNull(),
    /** TLS from the first byte; otherwise STARTTLS, which is demanded. */
    imapSecure: boolean("imap_secure").notNull().default(true),
    smtpHost: text("smtp_host").notNull(),
    smtpPort: integer("smtp_port").notNull(),
    smtpSecure: boolean("smtp_secure").notNull().default(true),
    /** Sealed: a password, or the tokens of an OAuth account. */
    credentials: text("credentials"),
    accessExpiresAt: instant("access_expires_at"),
    /** Sealed: what an authorization that is under way must come back with. */
    pendingAuth: text("pending_auth"),
    /** `ann+anything@` is delivered; null: not tried. */
    plusAddressing: boolean("plus_addressing"),
    /** The host puts mail sent over SMTP into the Sent folder by itself; null: not tried. */
    keepsCopies: boolean("keeps_copies"),
    /** Invitations written by hand fill caps too. */
    countsInvitations: boolean("counts_invitations").notNull().default(false),
    failedSignIns: integer("failed_sign_ins").notNull().default(0),
    /** Why it is not heard now, in the server's own words; null while it is. */
    trouble: text("trouble"),
    troubleSince: instant("trouble_since"),
    connectedAt: instant("connected_at"),
    disconnectedAt: instant("disconnected_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("mailbox_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("mailbox_address_once")
      .on(t.workspaceId, sql`lower(${t.address})`)
      .where(sql`${t.status} <> 'disconnected'`),
    index("mailbox_of_member").on(t.workspaceId, t.memberId),
    // what workers watch
    index("mailbox_connected").on(t.status).where(sql`${t.status} = 'connected'`),
    check("mailbox_status", sql`${t.status} in ('setting_up','connected','needs_reauth','disconnected')`),
    check("mailbox_step", sql`${t.step} in ('sign_in','test','folders','trial','limits','done')`),
    check("mailbox_sign_in", sql`${t.signIn} in ('password','google','microsoft')`),
    check(
      "mailbox_secret",
      sql`${t.status} <> 'disconnected' or (${t.credentials} is null and ${t.pendingAuth} is null)`,
    ),
  ],
);

/**
 * Who watches a mailbox: one worker at a time, by a lease with a fencing token (real time). Apart from the mailbox itself:
 * it is renewed every few seconds, and no screen shows it.
 */
export const mailboxLease = pgTable(
  "mailbox_lease",
  {
    mailboxId: text("mailbox_id").primaryKey(),
    workspaceId: workspaceId(),
    holder: text("holder").notNull(),
    /** Grows with every new holder: what an older one still writes is refused. */
    token: bigint("token", { mode: "number" }).notNull(),
    until: instant("until").notNull(),
  },
  (t) => [
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.mailboxId },
      { workspaceId: mailbox.workspaceId, id: mailbox.id },
    ).onDelete("cascade"),
  ],
);

/** How far a folder was read. Moves in the transaction that stores what was read. */
export const mailboxFolder = pgTable(
  "mailbox_folder",
  {
    id: id(),
    workspaceId: workspaceId(),
    mailboxId: text("mailbox_id").notNull(),
    role: text("role").notNull(),
    path: text("path").notNull(),
    /** RFC 3501 §2.3.1.1: when it changes, all UIDs mean something else. */
    uidValidity: bigint("uid_validity", { mode: "number" }),
    lastUid: bigint("last_uid", { mode: "number" }).notNull().default(0),
    highestModseq: bigint("highest_modseq", { mode: "number" }),
    /** After a change of UIDVALIDITY, or at the first connection: only mail since then is read. */
    readSince: instant("read_since"),
    /** Up to this UID it was there before the mailbox was connected: shown, and moves nothing. */
    historicalUid: bigint("historical_uid", { mode: "number" }).notNull().default(0),
    /** When we last knew all that was in it (real time). */
    lookedAt: instant("looked_at"),
  },
  (t) => [
    uniqueIndex("mailbox_folder_once").on(t.workspaceId, t.mailboxId, t.role),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.mailboxId },
      { workspaceId: mailbox.workspaceId, id: mailbox.id },
    ).onDelete("cascade"),
    check("mailbox_folder_role", sql`${t.role} in ('inbox','sent','all','junk')`),
  ],
);

/**
 * Mail that was read, by a hash of its Message-ID: the same one in another folder, or under another UID, is not read again.
 * Holds nothing a person wrote.
 */
export const mailboxSeen = pgTable(
  "mailbox_seen",
  {
    workspaceId: workspaceId(),
    mailboxId: text("mailbox_id").notNull(),
    key: text("key").notNull(),
    seenAt: instant("seen_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.mailboxId, t.key] }),
    index("mailbox_seen_old").on(t.seenAt),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.mailboxId },
      { workspaceId: mailbox.workspaceId, id: mailbox.id },
    ).onDelete("cascade"),
  ],
);
