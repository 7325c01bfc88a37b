import type { Tx } from "@/db/client";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { happenTo } from "@/server/services/enrollments/happen";
import { parseInput } from "@/server/services/errors";
import { findPair, lockPair, type Pair } from "./people";
import { samePassage } from "./same-passage";
import { mergeContactsInput } from "./schemas";

/**
 * Makes two contacts one person with one ledger: everything that was sent, happened, was chosen or refused counts for both
 * addresses from here on; where the two said different things, the quieter one holds. Both addresses stay. Mail on its way
 * is not disturbed: it counts in the one ledger when it arrives. It cannot be undone.
 * @throws NotFoundError, ConflictError when they are one person already
 */
export async function mergeContacts(args: VerbArgs<typeof mergeContactsInput>): Promise<{ personId: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { keepId, otherId, reason } = parseInput(mergeContactsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await lockPair(tx, workspaceId, await findPair(tx, workspaceId, { keepId, otherId }));
    // somebody may have merged one of them while we waited
    const pair = await findPair(tx, workspaceId, { keepId, otherId });
    await lockPair(tx, workspaceId, pair);
    const stopped = await stopTwins(tx, ctx, pair);
    const args = [workspaceId, pair.keepPersonId, pair.otherPersonId];
    for (const statement of MOVE) await queryRows(tx, statement, args);
    await queryRows(tx, SETTLE, [...args, ctx.now().toISOString()]);
    await queryRows(tx, GONE, args);
    await writeAudit(tx, ctx, {
      action: "contact.merged",
      subjectRef: keepId,
      personId: pair.keepPersonId,
      reason,
      data: { otherContactId: otherId, otherPersonId: pair.otherPersonId, stopped },
    });
    await tellContactsChanged(tx, ctx, { contactIds: [keepId, otherId], personIds: [pair.keepPersonId] });
    return { personId: pair.keepPersonId };
  });
}

/** Nobody travels the same sequence twice at once: the other's passage ends where both are inside (for one cart, if it is by carts). */
async function stopTwins(tx: Tx, ctx: ServiceContext, pair: Pair): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(tx, TWINS, [ctx.workspaceId, pair.keepPersonId, pair.otherPersonId]);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    const by = memberIdOf(ctx) ?? ctx.actor.kind;
    await happenTo(tx, ctx.workspaceId, ids, {
      type: "stop",
      by,
      reason: "The same person is inside by another address",
    });
  }
  return ids;
}

const TWINS = `
select o.id from enrollment o
where o.workspace_id = $1::text and o.person_id = $3::text and o.status = 'active' and exists (
  select 1 from enrollment k where k.workspace_id = o.workspace_id and k.sequence_id = o.sequence_id
    and k.person_id = $2::text and k.status = 'active' and ${samePassage("k", "o")})
order by o.id`;

const move = (table: string) =>
  `update ${table} set person_id = $2::text where workspace_id = $1::text and person_id = $3::text`;
/** What both have of one thing: `keep` is made what holds, the other's row goes. */
const meet = (table: string, same: string, set: string, only = "true") => [
  `update ${table} k set ${set} from ${table} o
   where k.workspace_id = $1::text and k.person_id = $2::text and o.workspace_id = k.workspace_id and o.person_id = $3::text
     and ${same} and ${only}`,
  `delete from ${table} o where o.workspace_id = $1::text and o.person_id = $3::text and exists (
     select 1 from ${table} k where k.workspace_id = o.workspace_id and k.person_id = $2::text and ${same})`,
  move(table),
];

const MOVE = [
  move("contact"),
  move("enrollment"),
  move("touch"),
  move("signal"),
  move("inbound_mail"),
  move("task"),
  move("consent"), // the newest for a topic holds
  move("suppression"),
  move("webhook_delivery"),
  move("audit"),
  // whoever left a topic by one address has left it
  ...meet(
    "topic_choice",
    "k.topic_id = o.topic_id",
    "choice = o.choice, source = o.source, touch_id = o.touch_id, chosen_at = o.chosen_at",
    "o.choice = 'out' and k.choice = 'in'",
  ),
  ...meet(
    "interest_reset",
    "k.topic_id = o.topic_id",
    "reset_at = o.reset_at, reset_by = o.reset_by",
    "o.reset_at > k.reset_at",
  ),
  ...meet(
    "product_fact",
    "k.product_id = o.product_id and k.fact = o.fact",
    "occurred_at = o.occurred_at, source = o.source, source_ref = o.source_ref",
    "o.occurred_at < k.occurred_at",
  ),
] as const;

const slowest = `(array['daily', 'weekly', 'twice_a_month', 'monthly'])[greatest(
  array_position(array['daily', 'weekly', 'twice_a_month', 'monthly'], k.frequency),
  array_position(array['daily', 'weekly', 'twice_a_month', 'monthly'], o.frequency))]`;

/** The later of two dates, with what stands beside it. */
const later = (until: string, ...beside: string[]) =>
  [
    `${until} = greatest(k.${until}, o.${until})`,
    ...beside.map(
      (column) =>
        `${column} = case when o.${until} > coalesce(k.${until}, '-infinity') then o.${column} else k.${column} end`,
    ),
  ].join(", ");

const SETTLE = `
update person k set frequency = ${slowest}, frequency_chosen_at = greatest(k.frequency_chosen_at, o.frequency_chosen_at),
  ${later("frequency_paused_until")}, ${later("leave_alone_until", "leave_alone_reason", "leave_alone_by")},
  ${later("sales_barred_until", "sales_barred_by")},
  untracked_at = coalesce(k.untracked_at, o.untracked_at),
  next_look_at = case when k.next_look_at is null and o.next_look_at is null then null
    else least(k.next_look_at, o.next_look_at, $4::timestamptz) end, look_sent_at = null
from person o
where k.workspace_id = $1::text and k.id = $2::text and o.workspace_id = k.workspace_id and o.id = $3::text`;

// nothing is left to be read there; whoever was merged into the other before follows
const GONE = `
update person set merged_into = $2::text, next_look_at = null, look_sent_at = null, frequency = null,
  frequency_paused_until = null, frequency_chosen_at = null, untracked_at = null, leave_alone_until = null,
  leave_alone_reason = null, leave_alone_by = null, sales_barred_until = null, sales_barred_by = null
where workspace_id = $1::text and (id = $3::text or merged_into = $3::text)`;
