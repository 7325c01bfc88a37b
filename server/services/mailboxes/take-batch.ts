import { toEpochMs } from "@/core/instant";
import { ownerSql, withWorkspace } from "@/db/client";
import { logger } from "@/server/log";
import { parseMail } from "@/server/mailbox/parse-mail";
import { type MailHead, readHead } from "@/server/mailbox/read-headers";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { advanceFolder, type FolderCursor, findSeen, rememberMail } from "@/server/services/mailboxes/folders";
import { findKnownMail, seenKey } from "@/server/services/mailboxes/known-mail";
import { LeaseLost, type MailboxLease } from "@/server/services/mailboxes/lease";
import { type SentMail, takeSentMail } from "@/server/services/mailboxes/take-sent";
import { tellLost } from "@/server/services/mailboxes/tell-lost";
import { isPassingFault } from "@/server/services/passing-fault";
import { receiveMail } from "@/server/services/replies/receive";

/** One mail of a folder, by its head. */
export interface ListedMail {
  readonly uid: number;
  readonly head: Buffer;
  readonly at: Date;
  readonly sizeBytes: number;
  readonly isInvitation: boolean;
  /** Gmail's labels: All Mail holds what came and what went. */
  readonly labels: ReadonlySet<string>;
}

/** Whose folder it is. */
export interface Seeing {
  readonly folder: FolderCursor;
  readonly memberId: string;
  readonly address: string;
  readonly countsInvitations: boolean;
}

export interface Taking extends Seeing {
  readonly lease: MailboxLease;
  /** The whole mail of a UID, cut at what we take; null when it is gone meanwhile. @throws MailboxTrouble */
  fetch(uid: number): Promise<Buffer | null>;
}

interface Judged {
  readonly mail: ListedMail;
  readonly head: MailHead;
  readonly side: "in" | "out";
  readonly key: string;
}

/**
 * Takes in mails of a folder in the order of their UIDs. What belongs to nobody we know, or was read before, is passed over
 * in runs; each of the others is stored, acted upon and left behind by the cursor in one transaction, so that a crash
 * between any two lines loses nothing and repeats nothing.
 */
export async function takeBatch(taking: Taking, mails: readonly ListedMail[]): Promise<void> {
  const judged = mails.map((mail) => judge(taking, mail));
  const wanted = await findWanted(taking, judged);
  let passed: Judged[] = [];
  const pass = async (): Promise<void> => {
    const last = passed.at(-1);
    if (!last) return;
    const to = { lastUid: last.mail.uid, keys: passed.map(({ key }) => key) };
    await ownerSql().begin((tx) => advanceFolder(tx, taking.lease, taking.folder, to));
    passed = [];
  };
  for (const one of judged) {
    if (!wanted.has(one)) {
      passed.push(one);
      continue;
    }
    await pass();
    await takeOne(taking, one);
  }
  await pass();
}

function judge({ folder, address }: Seeing, mail: ListedMail): Judged {
  const head = readHead(mail.head);
  const sent =
    folder.role === "sent" ||
    (folder.role === "all" && (mail.labels.has("\\Sent") || head.from?.address === address.toLowerCase()));
  const side = sent ? "out" : "in";
  return { mail, head, side, key: seenKey(head, side, mail.sizeBytes) };
}

async function findWanted({ folder }: Seeing, judged: readonly Judged[]): Promise<Set<Judged>> {
  const { workspaceId } = folder;
  return withWorkspace({ workspaceId }, async (tx) => {
    const seen = await findSeen(
      tx,
      folder,
      judged.map(({ key }) => key),
    );
    const fresh = judged.filter(({ key, mail }) => !seen.has(key) && !mail.labels.has("\\Draft"));
    const known = await findKnownMail(
      tx,
      workspaceId,
      fresh.filter(({ side }) => side === "in").map(({ head }) => head),
    );
    return new Set(fresh.filter(({ side, head }) => side === "out" || known.has(head)));
  });
}

/** A mail nobody foresaw must not keep the whole mailbox waiting: it is logged, told to its member and left behind. */
async function takeOne(taking: Taking, one: Judged): Promise<void> {
  try {
    if (one.side === "out") await takeOut(taking, one);
    else await takeIn(taking, one);
  } catch (error) {
    if (error instanceof LeaseLost || isPassingFault(error) || error instanceof MailboxTrouble) throw error;
    const { folder, lease } = taking;
    logger("mailbox").error({ err: error, mailbox: folder.mailboxId, uid: one.mail.uid }, "a mail cannot be taken in");
    const { workspaceId, mailboxId } = folder;
    const { head, key, side } = one;
    await ownerSql().begin(async (tx) => {
      await advanceFolder(tx, lease, folder, { lastUid: one.mail.uid, keys: [key] });
      await tellLost(tx, { workspaceId, mailboxId, memberId: taking.memberId, head, at: one.mail.at, key, side });
    });
  }
}

async function takeIn(taking: Taking, { mail, key }: Judged): Promise<void> {
  const { folder, lease } = taking;
  const raw = await taking.fetch(mail.uid);
  const to = { lastUid: mail.uid, keys: [key] };
  if (raw === null) {
    await ownerSql().begin((tx) => advanceFolder(tx, lease, folder, to));
    return;
  }
  await receiveMail({
    workspaceId: folder.workspaceId,
    raw,
    // INTERNALDATE has no fractions: an answer within the second of our mail came after it
    receivedAt: toEpochMs(Math.min(mail.at.getTime() + 999, Date.now())),
    mailboxId: folder.mailboxId,
    historical: mail.uid <= folder.historicalUid,
    alongside: (tx) => advanceFolder(tx, lease, folder, to),
  });
}

async function takeOut(taking: Taking, one: Judged): Promise<void> {
  const { folder, lease } = taking;
  const sent = await toSent(taking, one);
  await withWorkspace({ workspaceId: folder.workspaceId }, async (tx) => {
    await takeSentMail(tx, sent);
    await advanceFolder(tx, lease, folder, { lastUid: one.mail.uid, keys: [one.key] });
  });
}

async function toSent(taking: Seeing, { mail, head, key }: Judged): Promise<SentMail> {
  const { folder, memberId, countsInvitations } = taking;
  const { subject } = await parseMail(mail.head);
  const { at, isInvitation } = mail;
  return { workspaceId: folder.workspaceId, memberId, head, at, isInvitation, countsInvitations, key, subject };
}

/**
 * What stands in Sent, taken in by somebody who does not hold the lease: the cursor stays where it is, and whoever moves it
 * finds these known.
 */
export async function takeUnfenced(seeing: Seeing, mails: readonly ListedMail[]): Promise<void> {
  const judged = mails.map((mail) => judge(seeing, mail)).filter(({ side }) => side === "out");
  const wanted = await findWanted(seeing, judged);
  for (const one of judged) {
    if (!wanted.has(one)) continue;
    const sent = await toSent(seeing, one);
    await withWorkspace({ workspaceId: seeing.folder.workspaceId }, async (tx) => {
      await takeSentMail(tx, sent);
      await rememberMail(tx, seeing.folder, [one.key]);
    });
  }
}
