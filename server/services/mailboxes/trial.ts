import { randomBytes } from "node:crypto";
import { adviseMailTrouble } from "@/core/mail-provider";
import { withWorkspace } from "@/db/client";
import type { MailboxSetup } from "@/db/schema/mailbox";
import { realNow } from "@/server/clock";
import type { OutgoingMail } from "@/server/mail/port";
import { openImap } from "@/server/mailbox/open-imap";
import { MailboxTrouble, toTrouble } from "@/server/mailbox/trouble";
import { need, type VerbArgs } from "@/server/services/context";
import { ConflictError, parseInput } from "@/server/services/errors";
import { readFolders } from "@/server/services/mailboxes/folders";
import { freshAccount } from "@/server/services/mailboxes/fresh-account";
import { readMailboxRow } from "@/server/services/mailboxes/load-account";
import { changeMailbox, type Mailbox, readMailbox } from "@/server/services/mailboxes/own";
import { mailboxIdInput } from "@/server/services/mailboxes/schemas";
import { openSmtp } from "@/server/services/mailboxes/transport";

type Trial = NonNullable<MailboxSetup["trial"]>;
type Tried = { ok: true; trial: Trial } | { ok: false; words: string; advice: string };

/**
 * Sends two mails to oneself: one plain, one to `name+heed@`. What comes back says that sending and hearing work, and
 * whether answers may carry a token in their address.
 */
export async function sendTrial(args: VerbArgs<typeof mailboxIdInput>): Promise<Tried> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id } = parseInput(mailboxIdInput, args.input);
  const row = await ready(await readMailbox(ctx, id));
  const mark = randomBytes(8).toString("hex");
  try {
    const account = await freshAccount(await accountRow(id));
    const smtp = openSmtp(account);
    try {
      for (const kind of ["plain", "plus"] as const) {
        const sent = await smtp.send(trialMail(row, mark, kind), { idempotencyKey: `trial/${mark}/${kind}` });
        // a host that refuses the plus at once has answered the question
        if (sent.outcome !== "accepted" && kind === "plain") throw new MailboxTrouble("refused", sent.answer);
      }
    } finally {
      await smtp.close();
    }
  } catch (error) {
    const trouble = toTrouble(error);
    return { ok: false, words: trouble.words, advice: adviseMailTrouble(row.provider, "smtp", trouble) };
  }
  const trial = { mark, sentAt: realNow().toISOString(), arrived: false, plusArrived: false, copied: false };
  await withWorkspace(ctx, (tx) => changeMailbox(tx, ctx, id, { setup: { ...row.setup, trial } }));
  return { ok: true, trial };
}

/** Looks whether they have come, and whether the host has put copies into Sent. Asked again until it is enough. */
export async function checkTrial(args: VerbArgs<typeof mailboxIdInput>): Promise<Tried> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id } = parseInput(mailboxIdInput, args.input);
  const row = await ready(await readMailbox(ctx, id));
  const before = row.setup.trial;
  if (!before) throw new ConflictError("No mail was sent yet");
  let trial: Trial;
  try {
    trial = await findTrial(id, before);
  } catch (error) {
    const trouble = toTrouble(error);
    return { ok: false, words: trouble.words, advice: adviseMailTrouble(row.provider, "imap", trouble) };
  }
  await withWorkspace(ctx, (tx) =>
    changeMailbox(tx, ctx, id, {
      setup: { ...row.setup, trial },
      plusAddressing: trial.plusArrived,
      keepsCopies: row.keepsCopies === true || trial.copied,
      ...(trial.arrived && row.step === "trial" ? { step: "limits" } : {}),
    }),
  );
  return { ok: true, trial };
}

async function findTrial(id: string, before: Trial): Promise<Trial> {
  const client = await openImap(await freshAccount(await accountRow(id)));
  try {
    const seen = { ...before };
    for (const { role, path } of await readFolders(id)) {
      await client.mailboxOpen(path, { readOnly: true });
      const found = await client.search({ subject: before.mark }, { uid: true });
      if (!found || found.length === 0) continue;
      const wanted = { headers: true, labels: client.capabilities.has("X-GM-EXT-1") };
      for await (const message of client.fetch(found.join(","), wanted, { uid: true })) {
        const subject = /^subject: (.*(?:\r\n[ \t].*)*)/im.exec(message.headers?.toString() ?? "")?.[1] ?? "";
        const isSentCopy = role === "sent" || (role === "all" && message.labels?.has("\\Sent") === true);
        if (isSentCopy) seen.copied = true;
        if (role === "sent") continue;
        if (subject.includes(`${before.mark}-plus`)) seen.plusArrived = true;
        else seen.arrived = true;
      }
    }
    return seen;
  } finally {
    client.close();
  }
}

function trialMail(row: Mailbox, mark: string, kind: "plain" | "plus"): OutgoingMail {
  const at = row.address.lastIndexOf("@");
  const to = kind === "plain" ? row.address : `${row.address.slice(0, at)}+heed${row.address.slice(at)}`;
  const messageId = `<trial.${mark}.${kind}@${row.address.slice(at + 1)}>`;
  const text = "This is a test of the connection to Heed. You may delete it.";
  return {
    from: { name: row.name, address: row.address },
    to,
    replyTo: null,
    envelopeFrom: null,
    subject: `Heed tries your mailbox (${mark}-${kind})`,
    html: `<p>${text}</p>`,
    text,
    messageId,
    inReplyTo: null,
    references: [],
    headers: { "Auto-Submitted": "auto-generated" },
    date: realNow(),
    touchId: "",
    workspaceId: row.workspaceId,
  };
}

async function ready(row: Mailbox): Promise<Mailbox> {
  if (row.credentials === null) throw new ConflictError("Sign in first");
  if (row.step === "sign_in" || row.step === "test" || row.step === "folders")
    throw new ConflictError("Choose the folders first");
  return row;
}

async function accountRow(id: string) {
  const row = await readMailboxRow(id);
  if (!row) throw new Error(`mailbox ${id} is gone`);
  return row;
}
