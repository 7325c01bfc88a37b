import { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { writeAudit } from "@/server/services/audit-log";
import { findContact } from "@/server/services/contacts/internal";
import { namesAddress } from "@/server/services/contacts/names-address";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { ConflictError, parseInput } from "@/server/services/errors";
import { LOST_MAIL } from "@/server/services/mailboxes/tell-lost";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { lockPeople } from "@/server/services/touches/gather/people";

export const eraseContactInput = z.object({
  id: z.string().min(1),
  /** A word, not a text: the audit log outlives the person. */
  because: z.enum(["asked", "retention", "mistake"]),
});

/**
 * Erases a person: all addresses, names, facts, mails and raw signals go, and what has not been sent is taken back. What the
 * ledger counted stays as rows without a person to see in them; the addresses stay as hashes that are never written to
 * (SEMANTICS §6). It cannot be undone. @throws NotFoundError, ConflictError while a mail is on its way out
 */
export async function eraseContact(args: VerbArgs<typeof eraseContactInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "contacts.erase");
  const { id, because } = parseInput(eraseContactInput, args.input);
  const { personId } = await withWorkspace(ctx, (tx) => findContact(tx, ctx.workspaceId, id));
  await stopAll(ctx, personId);
  await withWorkspace(ctx, async (tx) => {
    // no mail is decided and nobody merged beside it
    await lockPeople(tx, ctx.workspaceId, [personId]);
    if ((await findContact(tx, ctx.workspaceId, id)).personId !== personId)
      throw new ConflictError("This contact was merged with another just now. Look at it again");
    const [leaving] = await queryRows(tx, LEAVING, [ctx.workspaceId, personId]);
    if (leaving !== undefined)
      throw new ConflictError("A mail to this person is leaving right now. Try again in a minute");
    await keepHashes(tx, ctx, personId);
    for (const statement of ERASE) await queryRows(tx, statement, [ctx.workspaceId, personId]);
    await writeAudit(tx, ctx, { action: "contact.erased", subjectRef: personId, personId, reason: because });
  });
  return { ok: true };
}

async function stopAll(ctx: ServiceContext, personId: string): Promise<void> {
  const by = memberIdOf(ctx) ?? ctx.actor.kind;
  for (;;) {
    const stopped = await withWorkspace(ctx, async (tx) => {
      const rows = await queryRows<{ id: string }>(tx, ACTIVE, [ctx.workspaceId, personId, PER_TRANSACTION]);
      if (rows.length === 0) return 0;
      return happenTo(
        tx,
        ctx.workspaceId,
        rows.map(({ id }) => id),
        { type: "stop", by, reason: "Erased" },
      );
    });
    if (stopped === 0) return;
  }
}

async function keepHashes(tx: Tx, ctx: ServiceContext, personId: string): Promise<void> {
  const { workspaceId } = ctx;
  const rows = await queryRows<{ email_key: string }>(tx, ADDRESSES, [workspaceId, personId]);
  await suppressAddresses(
    tx,
    rows.map(({ email_key }) => ({
      workspaceId,
      emailKey: email_key,
      personId: null,
      scope: "all" as const,
      reason: "erasure",
      source: "member",
      evidenceRef: memberIdOf(ctx),
    })),
  );
}

const ACTIVE = `
select id from enrollment where workspace_id = $1::text and person_id = $2::text and status = 'active' order by id limit $3::int`;

const LEAVING = `
select 1 from touch where workspace_id = $1::text and person_id = $2::text and state in ('claimed', 'handed_over') limit 1`;

const ADDRESSES = `
select email_key from contact where workspace_id = $1::text and person_id = $2::text and email_key is not null`;

const OF_PERSON = "workspace_id = $1::text and person_id = $2::text";
const HIS = (table: string) => `select id from ${table} where ${OF_PERSON}`;

/** An explanation without what a colleague wrote as a reason. */
const WORDLESS = `case when because is null then null
  else jsonb_set(case when because #> '{because,reason}' is null then because else jsonb_set(because, '{because,reason}', '""') end, '{also}', '[]') end`;

/** In this order: what points at a row goes before it. */
const ERASE = [
  // mail that waits is not for anybody any more
  `update touch set state = 'withdrawn', ended_at = now(), held_until = null where ${OF_PERSON} and state in ('planned', 'waiting', 'held')`,
  // bodies that were written for this person alone
  `delete from content c where c.workspace_id = $1::text
     and exists (select 1 from touch t where t.workspace_id = c.workspace_id and t.content_hash = c.hash and t.person_id = $2::text)
     and not exists (select 1 from touch t where t.workspace_id = c.workspace_id and t.content_hash = c.hash and t.person_id <> $2::text)`,
  `delete from sandbox_mail where workspace_id = $1::text and touch_id in (${HIS("touch")})`,
  `delete from message_alias where workspace_id = $1::text and touch_id in (${HIS("touch")})`,
  `update touch set key = id, template_family = null, subject = null, merge_data = null, request = null, to_address = null, message_id = null, code = null,
     provider_id = null, provider_answer = null, failure = case when failure is null then null else 'erased' end,
     correlation_key = null, body_fingerprint = null, because = ${WORDLESS},
     override = case when override is null then null else jsonb_set(override, '{reason}', '""') end
   where ${OF_PERSON}`,
  `update touch_decision set because = ${WORDLESS}
   where workspace_id = $1::text and touch_id in (${HIS("touch")})`,
  `delete from notification n where n.workspace_id = $1::text and exists (
     select 1 from inbound_mail m where m.workspace_id = n.workspace_id and m.person_id = $2::text and position(m.id in n.href) > 0)`,
  // a mail of theirs that could not be read is told of by its address
  `delete from notification n where n.workspace_id = $1::text and n.key like '${LOST_MAIL}%' and exists (
     select 1 from contact c where c.workspace_id = n.workspace_id and c.person_id = $2::text and ${namesAddress("lower(n.title)", "c.email_key")})`,
  `delete from inbound_mail where ${OF_PERSON}`,
  `delete from signal where ${OF_PERSON}`,
  `delete from task where ${OF_PERSON}`,
  `delete from webhook_delivery where workspace_id = $1::text and (person_id = $2::text or enrollment_id in (${HIS("enrollment")}))`,
  `update touch_fact set detail = '', source_id = id where workspace_id = $1::text and touch_id in (${HIS("touch")})`,
  // what another service told and nobody has handled, and what a call of the API was answered
  `delete from provider_event p where p.workspace_id = $1::text and p.state in ('owed', 'failed') and exists (
     select 1 from contact c where c.workspace_id = p.workspace_id and c.person_id = $2::text and c.email_key is not null
       and ${namesAddress("lower(p.payload::text)", "c.email_key")})`,
  `delete from idempotency_key k where k.workspace_id = $1::text and exists (
     select 1 from contact c where c.workspace_id = k.workspace_id and c.person_id = $2::text
       and (position(c.id in k.body) > 0 or ${namesAddress("lower(k.body)", "c.email_key")}))`,
  // rows of a file that could not come in
  `update import_job j set problems = coalesce((
     select jsonb_agg(e.problem order by e.n) from jsonb_array_elements(j.problems) with ordinality as e(problem, n)
     where not exists (select 1 from contact c where c.workspace_id = j.workspace_id and c.person_id = $2::text
       and ${namesAddress("lower(e.problem::text)", "c.email_key")})), '[]')
   where j.workspace_id = $1::text and exists (select 1 from contact c where c.workspace_id = j.workspace_id
     and c.person_id = $2::text and ${namesAddress("lower(j.problems::text)", "c.email_key")})`,
  `delete from contact_alias where workspace_id = $1::text and contact_id in (${HIS("contact")})`,
  `delete from contact_apart where workspace_id = $1::text and (contact_id in (${HIS("contact")}) or other_id in (${HIS("contact")}))`,
  `update visit set record = jsonb_set(jsonb_set(record, '{because}', 'null'), '{cameBy}', '{"code":"left-here","data":{"reason":"erased"}}')
   where workspace_id = $1::text and enrollment_id in (${HIS("enrollment")})`,
  `update enrollment set entry_key = id, pause_reason = null, entry_signal_id = null,
     state = jsonb_set(jsonb_set(jsonb_set(state, '{entry,data}', '{}'), '{entry,correlationKey}', 'null'), '{end}',
       case when jsonb_typeof(state->'end') = 'object'
         then jsonb_set(state->'end', '{because}', '{"code":"left-here","data":{"reason":"erased"}}') else 'null' end)
   where ${OF_PERSON}`,
  `update enrollment_move set before = null, after = null, open_visit = null
   where workspace_id = $1::text and enrollment_id in (${HIS("enrollment")})`,
  `delete from form_entry where workspace_id = $1::text and contact_id in (${HIS("contact")})`,
  `delete from enrollment_act where workspace_id = $1::text and enrollment_id in (${HIS("enrollment")})`,
  `delete from sequence_check where workspace_id = $1::text and contact_id in (${HIS("contact")})`,
  `delete from trigger_mark where workspace_id = $1::text and contact_id in (${HIS("contact")})`,
  `delete from notification n where n.workspace_id = $1::text and exists (
     select 1 from contact c where c.workspace_id = n.workspace_id and c.person_id = $2::text and position(c.id in n.href) > 0)`,
  `update audit set reason = null, data = '{}' where ${OF_PERSON}`,
  `delete from consent where ${OF_PERSON}`,
  `delete from topic_choice where ${OF_PERSON}`,
  `delete from interest_reset where ${OF_PERSON}`,
  `delete from product_fact where ${OF_PERSON}`,
  `update suppression set email_key = null, person_id = null
   where workspace_id = $1::text and (person_id = $2::text or email_key in (
     select email_key from contact where ${OF_PERSON} and email_key is not null))`,
  `delete from contact_tag where workspace_id = $1::text and contact_id in (${HIS("contact")})`,
  `update contact set email = null, email_key = null, external_id = null, first_name = null, last_name = null, phone = null,
     country = null, time_zone = null, time_zone_source = null, owner_id = null, company_id = null, attributes = '{}',
     source = 'erased', archived_at = coalesce(archived_at, now()), updated_at = now()
   where ${OF_PERSON}`,
  `update person set erased_at = now(), next_look_at = null, frequency = null, frequency_paused_until = null,
     frequency_chosen_at = null, leave_alone_until = null, leave_alone_reason = null, leave_alone_by = null,
     sales_barred_until = null, sales_barred_by = null
   where workspace_id = $1::text and id = $2::text`,
] as const;
