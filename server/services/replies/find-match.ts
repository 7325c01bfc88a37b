import { type EpochMs, toIso } from "@/core/instant";
import { type MatchConfidence, type MatchProbe, matchConfidence } from "@/core/reply-match";
import { normaliseSubject } from "@/core/reply-subject";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { readAction, readReplyToken } from "@/server/mail/tracking-token";

/** Whom an inbound mail belongs to, and which of our mails it answers (null: known by the person alone). */
export interface Match {
  readonly method: MatchProbe["method"];
  readonly confidence: MatchConfidence;
  readonly contactId: string;
  readonly personId: string;
  readonly ownerId: string | null;
  readonly touch: MatchedTouch | null;
}

export interface MatchedTouch {
  readonly id: string;
  readonly enrollmentId: string | null;
  readonly memberId: string | null;
  readonly toAddress: string | null;
  readonly promotes: readonly string[];
}

/** Makes the look-ups of core's plan in order and stops at the first that finds something. */
export async function findMatch(tx: AnyTx, workspaceId: string, probes: readonly MatchProbe[]): Promise<Match | null> {
  for (const probe of probes) {
    const found = await look(tx, workspaceId, probe);
    if (found) return { ...found, method: probe.method, confidence: matchConfidence[probe.method] };
  }
  return null;
}

type Found = Omit<Match, "method" | "confidence">;

/** The match of a mail that was stored before. */
export async function matchOfMail(tx: AnyTx, workspaceId: string, inboundMailId: string): Promise<Match | null> {
  const [row] = await queryRows<Row & { method: Match["method"]; confidence: MatchConfidence }>(tx, OF_MAIL, [
    workspaceId,
    inboundMailId,
  ]);
  const found = row === undefined ? null : toFound([row]);
  return found === null || row === undefined ? null : { ...found, method: row.method, confidence: row.confidence };
}

async function look(tx: AnyTx, workspaceId: string, probe: MatchProbe): Promise<Found | null> {
  switch (probe.method) {
    case "token":
      return touchById(tx, workspaceId, first(probe.tokens, readReplyToken));
    case "returned_mark":
      return touchById(
        tx,
        workspaceId,
        first(probe.marks, (mark) => readAction(mark)?.touchId ?? null),
      );
    case "in_reply_to":
    case "references":
    case "returned_ids":
      return touchByAlias(tx, workspaceId, probe.messageIds);
    case "returned_address":
      return newestTouchTo(tx, workspaceId, probe.addresses, probe.since);
    case "subject":
      return touchBySubject(tx, workspaceId, probe);
    case "sender":
      return personBy(tx, workspaceId, probe.address);
  }
}

function first<T>(values: readonly string[], read: (value: string) => T | null): T | null {
  for (const value of values) {
    const found = read(value);
    if (found !== null) return found;
  }
  return null;
}

async function touchById(tx: AnyTx, workspaceId: string, touchId: string | null): Promise<Found | null> {
  if (touchId === null) return null;
  return toFound(await queryRows<Row>(tx, `${TOUCH} and t.id = $2`, [workspaceId, touchId]));
}

/** Ids in the order they were given: the nearest mail of the thread first. */
async function touchByAlias(tx: AnyTx, workspaceId: string, messageIds: readonly string[]): Promise<Found | null> {
  return toFound(await queryRows<Row>(tx, BY_ALIAS, [workspaceId, messageIds]));
}

async function newestTouchTo(
  tx: AnyTx,
  workspaceId: string,
  addresses: readonly string[],
  since: EpochMs,
): Promise<Found | null> {
  const rows = await queryRows<Row>(tx, NEWEST_TO, [workspaceId, addresses, toIso(since)]);
  return toFound(rows);
}

async function touchBySubject(
  tx: AnyTx,
  workspaceId: string,
  probe: Extract<MatchProbe, { method: "subject" }>,
): Promise<Found | null> {
  const rows = await queryRows<Row>(
    tx,
    `${TO_ADDRESS} and c.email_key = $2 and t.accepted_at between $3::timestamptz and $4::timestamptz order by t.accepted_at desc limit 200`,
    [workspaceId, probe.address, toIso(probe.since), toIso(probe.until)],
  );
  return toFound(rows.filter(({ subject }) => subject !== null && normaliseSubject(subject) === probe.subject));
}

async function personBy(tx: AnyTx, workspaceId: string, address: string): Promise<Found | null> {
  return toFound(await queryRows<Row>(tx, PERSON, [workspaceId, address]));
}

interface Row {
  contact_id: string;
  person_id: string;
  owner_id: string | null;
  touch_id: string | null;
  enrollment_id: string | null;
  member_id: string | null;
  to_address: string | null;
  subject: string | null;
  promotes: string | null;
}

function toFound([row]: readonly Row[]): Found | null {
  if (!row) return null;
  return {
    contactId: row.contact_id,
    personId: row.person_id,
    ownerId: row.member_id ?? row.owner_id,
    touch:
      row.touch_id === null
        ? null
        : {
            id: row.touch_id,
            enrollmentId: row.enrollment_id,
            memberId: row.member_id,
            toAddress: row.to_address,
            promotes: JSON.parse(row.promotes ?? "[]") as string[], // to_json of text[]
          },
  };
}

const SELECT = `
select c.id as contact_id, c.person_id, c.owner_id, t.id as touch_id, t.enrollment_id, t.member_id, t.to_address,
  t.subject, to_json(t.promotes)::text as promotes`;

const TOUCH = `${SELECT}
from touch t join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
join person p on p.workspace_id = c.workspace_id and p.id = c.person_id and p.erased_at is null
where t.workspace_id = $1 and t.claimed_at is not null`;

/** The mails to an address: looked up by whose it is, for a touch is found by its person (index touch_ledger). */
const TO_ADDRESS = `${TOUCH} and t.person_id = c.person_id`;

export const NEWEST_TO = `${TO_ADDRESS}
  and c.email_key = any($2::text[]) and t.accepted_at >= $3::timestamptz order by t.accepted_at desc limit 1`;

const BY_ALIAS = `${SELECT}
from message_alias a
join touch t on t.workspace_id = a.workspace_id and t.id = a.touch_id
join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
where a.workspace_id = $1 and a.message_id = any($2::text[])
order by array_position($2::text[], a.message_id) limit 1`;

const OF_MAIL = `${SELECT}, m.match_method as method, m.confidence
from inbound_mail m
join contact c on c.workspace_id = m.workspace_id and c.id = m.contact_id
left join touch t on t.workspace_id = m.workspace_id and t.id = m.touch_id
where m.workspace_id = $1 and m.id = $2`;

// Somebody in a sequence, or whom we have written to before: a "no" of theirs counts also when nothing runs (index touch_ledger).
const PERSON = `
select c.id as contact_id, c.person_id, c.owner_id, null as touch_id, null as enrollment_id, null as member_id,
  null as to_address, null as subject, '[]' as promotes
from contact c
where c.workspace_id = $1 and c.email_key = $2 and (
  exists (
    select 1 from enrollment e
    where e.workspace_id = c.workspace_id and e.person_id = c.person_id and e.status = 'active')
  or exists (
    select 1 from touch t
    where t.workspace_id = c.workspace_id and t.person_id = c.person_id and t.counted_at is not null and t.channel = 'email'))`;
