import { z } from "zod";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { env } from "@/server/env";
import { parseMail } from "@/server/mailbox/parse-mail";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, pageInput, toPage } from "@/server/services/page";
import { type MailDoors, readDoors, toShownHtml } from "@/server/services/sandbox/read-links";
import type { PlayedMail } from "@/server/services/sandbox/write-answer";

export const listMailsInput = pageInput.extend({ search: z.string().trim().max(200).default("") });
export const mailRefInput = z.object({ id: z.string().min(1) });

/** The local inbox is there where it is switched on, for members who may play the recipient. */
export function needInbox(ctx: ServiceContext): void {
  need(ctx, "sandbox.play");
  if (!env().HEED_SANDBOX) throw new NotFoundError("local inbox");
}

/** Mails of the local inbox, newest first, with what was done with each. */
export async function listMails(args: VerbArgs<typeof listMailsInput>) {
  const { ctx } = args;
  needInbox(ctx);
  const { limit, cursor, search } = parseInput(listMailsInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [null, null];
  const rows = await withWorkspace(ctx, (tx) =>
    queryRows<MailRow>(tx, LIST, [
      ctx.workspaceId,
      search === "" ? null : `%${search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      at === null ? null : cursorInstant(at).toISOString(),
      id === null ? null : String(id),
      limit + 1,
    ]),
  );
  return toPage(rows, limit, (row) => [row.at, row.id], toListed);
}

interface MailRow {
  id: string;
  touch_id: string | null;
  from_address: string;
  to_address: string;
  subject: string;
  at: number;
  opened: boolean;
  contact_id: string | null;
  name: string | null;
  sequence: string | null;
  done: string;
}

const toListed = (row: MailRow) => ({
  id: row.id,
  from: row.from_address,
  to: row.to_address,
  name: row.name || row.to_address,
  contactId: row.contact_id,
  sequenceName: row.sequence,
  subject: row.subject,
  receivedAt: new Date(row.at),
  seen: row.opened,
  /** open · click · reply class · bounce · left: what the recipient did, machines left out */
  done: JSON.parse(row.done) as string[], // json_agg of text
});

/** One mail with everything one can do with it. Marks it seen in the inbox, which is not an open. @throws NotFoundError */
export async function readMail(args: VerbArgs<typeof mailRefInput>) {
  const { ctx } = args;
  needInbox(ctx);
  const { id } = parseInput(mailRefInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { row, played, doors } = await loadPlayed(tx, ctx, id);
    await queryRows(tx, SEEN, [ctx.workspaceId, id, ctx.now().toISOString()]);
    const { mail } = played;
    return {
      ...toListed(row),
      senderName: mail.from?.name ?? "",
      html: toShownHtml(mail.html ?? ""),
      text: mail.fullText,
      headers: (played.raw.toString("latin1").split(/\r?\n\r?\n/, 1)[0] ?? "").slice(0, 8_000),
      links: doors.links.map(({ linkId, label }) => ({ linkId, label })),
      tracked: doors.pixel !== null,
      unsubscribe: doors.unsubscribe !== null,
      preferencesPath: doors.preferences,
      products: await queryRows<{ key: string; name: string }>(tx, PRODUCTS, [ctx.workspaceId]),
    };
  });
}

/** The stored mail as the recipient's program has it. @throws NotFoundError */
export async function loadPlayed(
  tx: Tx,
  ctx: ServiceContext,
  id: string,
): Promise<{ row: MailRow; played: PlayedMail & { mail: Awaited<ReturnType<typeof parseMail>> }; doors: MailDoors }> {
  const [row] = await queryRows<MailRow & { raw: string }>(tx, ONE, [ctx.workspaceId, id]);
  if (!row) throw new NotFoundError("mail");
  const raw = Buffer.from(row.raw, "base64");
  const mail = await parseMail(raw);
  const played = { mail, raw, to: row.to_address, toName: row.name ?? "" };
  return { row, played, doors: readDoors(mail) };
}

/** When the recipient acts: now, in workspace time, and never before the mail came. */
export const actedAt = (ctx: ServiceContext, receivedMs: number) =>
  toEpochMs(Math.max(ctx.now().getTime(), receivedMs + 1_000));

const FIELDS = `
m.id, m.touch_id, m.from_address, m.to_address, m.subject, (extract(epoch from m.received_at) * 1000)::float8 as at,
  m.opened_at is not null as opened, t.contact_id, trim(concat(c.first_name, ' ', c.last_name)) as name, q.name as sequence,
  (select coalesce(json_agg(distinct d.word), '[]') from (
     select s.kind as word from signal s
     where s.workspace_id = m.workspace_id and s.touch_id = m.touch_id and s.kind in ('open', 'click') and s.verdict = 'human'
     union all
     select coalesce(i.class_fixed, i.class) from inbound_mail i where i.workspace_id = m.workspace_id and i.touch_id = m.touch_id
     union all
     select 'left' from topic_choice x where x.workspace_id = m.workspace_id and x.person_id = t.person_id
       and x.touch_id = m.touch_id and x.choice = 'out'
     union all
     select 'left' from suppression x where x.workspace_id = m.workspace_id and x.person_id = t.person_id
       and x.evidence_ref = m.touch_id and x.reason = 'unsubscribe' and x.lifted_at is null
  ) d)::text as done`;

const JOINS = `
left join touch t on t.workspace_id = m.workspace_id and t.id = m.touch_id
left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
left join sequence q on q.workspace_id = t.workspace_id and q.id = t.sequence_id`;

const LIST = `
select ${FIELDS} from sandbox_mail m ${JOINS}
where m.workspace_id = $1
  and ($2::text is null or lower(concat(m.to_address, ' ', m.from_address, ' ', m.subject, ' ', c.first_name, ' ', c.last_name)) like $2::text)
  and ($3::timestamptz is null or (m.received_at, m.id) < ($3::timestamptz, $4::text))
order by m.received_at desc, m.id desc limit $5::int`;

const ONE = `
select ${FIELDS}, replace(encode(m.raw, 'base64'), E'\\n', '') as raw from sandbox_mail m ${JOINS}
where m.workspace_id = $1 and m.id = $2`;

const SEEN =
  "update sandbox_mail set opened_at = $3::timestamptz where workspace_id = $1 and id = $2 and opened_at is null";
const PRODUCTS = "select key, name from product where workspace_id = $1 and archived_at is null order by name";
