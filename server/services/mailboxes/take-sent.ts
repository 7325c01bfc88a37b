import { toEpochMs } from "@/core/instant";
import { extractMessageIds, headerValue, headerValues } from "@/core/reply-mail";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { now as workspaceNow } from "@/server/clock";
import type { MailHead } from "@/server/mailbox/read-headers";
import { systemContext } from "@/server/services/context";
import { findOwnTouch, findPeople, type KnownPerson } from "@/server/services/mailboxes/known-mail";
import { endQuestion } from "@/server/services/replies/end-question";
import { lookAgain } from "@/server/services/touches/look";

/** A mail in a Sent folder. */
export interface SentMail {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly head: MailHead;
  /** INTERNALDATE: what the ledger counts it at. The Date header can be wrong. */
  readonly at: Date;
  /** An invitation to a meeting. */
  readonly isInvitation: boolean;
  readonly countsInvitations: boolean;
  /** Under which key it is known: makes each person's touch of it one. */
  readonly key: string;
  readonly subject: string;
}

export type SentOutcome = "own" | "automatic" | "nobody" | "observed";

/**
 * A mail a member sent by hand becomes one observed touch of each person it was written to, whatever the number of their
 * addresses in To, Cc and Bcc. Our own sends are recognised and get the Message-ID of their copy as an alias; what the
 * mailbox's own robot wrote counts as nothing.
 */
export async function takeSentMail(tx: Tx, mail: SentMail): Promise<SentOutcome> {
  const { workspaceId, head } = mail;
  const own = await findOwnTouch(tx, workspaceId, head);
  if (own !== null) {
    if (head.messageId !== null) await queryRows(tx, ALIAS, [newId("alias"), workspaceId, head.messageId, own]);
    return "own";
  }
  if (isAutomatic(head)) return "automatic";
  const addresses = [...head.to, ...head.cc, ...head.bcc].map(({ address }) => address);
  const people = new Map<string, KnownPerson>();
  for (const person of (await findPeople(tx, workspaceId, addresses)).values())
    if (!people.has(person.personId)) people.set(person.personId, person);
  if (people.size === 0) return "nobody";
  await observe(tx, mail, [...people.values()]);
  return "observed";
}

async function observe(tx: Tx, mail: SentMail, people: readonly KnownPerson[]): Promise<void> {
  const { workspaceId, head, at } = mail;
  const ids = people.map(({ personId }) => personId);
  await queryRows(
    tx,
    "select id from person where workspace_id = $1 and id = any($2::text[]) order by id for no key update",
    [workspaceId, ids],
  );
  const [setting] = await queryRows<{ offset_ms: number }>(
    tx,
    "select clock_offset_ms::float8 as offset_ms from workspace_setting where workspace_id = $1",
    [workspaceId],
  );
  const now = workspaceNow({ clockOffsetMs: setting?.offset_ms ?? 0 });
  const counted = new Date(Math.min(at.getTime(), now.getTime())); // a server's clock may be ahead
  const rows = people.map((person) => ({
    id: newId("touch"),
    person_id: person.personId,
    contact_id: person.contactId,
    company_id: person.companyId,
    key: `hand/${mail.key}/${person.personId}`,
  }));
  const made = await queryRows<{ id: string }>(tx, OBSERVE, [
    workspaceId,
    JSON.stringify(rows),
    mail.memberId,
    mail.subject.slice(0, 300),
    counted.toISOString(),
    !mail.isInvitation || mail.countsInvitations,
    head.messageId,
  ]);
  // An answer to it is then known by its thread. To several people it cannot say whose answer it is: those go by address.
  const [touch, second] = made;
  if (touch && !second && people.length === 1 && head.messageId !== null)
    await queryRows(tx, ALIAS, [newId("alias"), workspaceId, head.messageId, touch.id]);
  const answered = ["in-reply-to", "references"].flatMap((name) => headerValues(head, name)).flatMap(extractMessageIds);
  if (answered.length > 0) {
    const done = await queryRows<{ id: string }>(tx, ANSWERED, [
      ...[workspaceId, ids, answered, mail.memberId],
      counted.toISOString(),
    ]);
    const ctx = systemContext({ workspaceId, name: "mailbox" });
    for (const { id } of done) await endQuestion(tx, ctx, id, toEpochMs(now));
  }
  await lookAgain(tx, workspaceId, ids, toEpochMs(now));
}

/** RFC 3834 §5: the salesperson's own out-of-office is nobody's message. */
function isAutomatic(head: MailHead): boolean {
  const submitted = headerValue(head, "auto-submitted").toLowerCase();
  return (
    (submitted !== "" && !submitted.startsWith("no")) ||
    headerValue(head, "precedence").toLowerCase() === "auto_reply" ||
    headerValue(head, "x-autoreply") !== "" ||
    headerValue(head, "x-auto-response-suppress").toLowerCase() === "all"
  );
}

const ALIAS = `
insert into message_alias (id, workspace_id, message_id, touch_id, source) values ($1, $2, $3, $4, 'sent_copy')
on conflict (workspace_id, message_id) do nothing`;

const OBSERVE = `
insert into touch (id, workspace_id, person_id, contact_id, company_id, key, state, source, channel, class, obeys, counts,
  member_id, repeat, subject, due_at, counted_at, ended_at, message_id)
select r.id, $1, r.person_id, r.contact_id, r.company_id, r.key, 'observed', 'hand', 'email', 'sales', false, $6::boolean,
  $3, '{"kind":"always"}'::jsonb, nullif($4, ''), $5::timestamptz, $5::timestamptz, $5::timestamptz, $7
from jsonb_to_recordset($2::text::jsonb) as r(id text, person_id text, contact_id text, company_id text, key text)
on conflict (workspace_id, key) where state <> 'withdrawn' do nothing
returning id`;

// the member has answered in their own mail program: nobody needs to be told any more. INTERNALDATE knows whole seconds.
const ANSWERED = `
update inbound_mail set handled_at = $5::timestamptz, handled_by = $4
where workspace_id = $1 and person_id = any($2::text[]) and message_id = any($3::text[]) and handled_at is null
  and received_at < $5::timestamptz + interval '1 second'
returning id`;
