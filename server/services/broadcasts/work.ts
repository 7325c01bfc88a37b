import { and, asc, eq, gt } from "drizzle-orm";
import { MESSAGE_STEP, messageGraph } from "@/core/broadcast";
import { configOf } from "@/core/compile";
import { addMs, DAY_MS, toEpochMs } from "@/core/instant";
import { type EmailConfig, emailNode } from "@/core/nodes/email";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { broadcast } from "@/db/schema/broadcast";
import { contact } from "@/db/schema/contact";
import { sender } from "@/db/schema/sender";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import { realNow } from "@/server/clock";
import { audienceWhere } from "@/server/services/broadcasts/audience";
import { type BroadcastRow, whereBroadcast } from "@/server/services/broadcasts/internal";
import { askForWork } from "@/server/services/broadcasts/start";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { lockPeople } from "@/server/services/touches/gather/people";
import { lookAgain } from "@/server/services/touches/look";
import { type NewTouch, requestTouches } from "@/server/services/touches/request";

/** Contacts looked at in one transaction. */
const BATCH = 500;
/** Messages taken back in one transaction. */
const WITHDRAW = 500;

/**
 * Makes a broadcast's messages (or, once cancelled, takes back those that wait) set by set until none is left or `budgetMs`
 * of real time is spent. Each set is one transaction that also moves the cursor: killed anywhere, the next call goes on
 * exactly there, and a message that exists is not made again. Says whether the work is over.
 */
export async function workOnBroadcast(workspaceId: string, id: string, budgetMs: number): Promise<boolean> {
  const end = performance.now() + budgetMs;
  for (;;) {
    const over = await withWorkspace({ workspaceId }, async (tx) => {
      const [row] = await tx.select().from(broadcast).where(whereBroadcast(workspaceId, id)).for("update");
      if (!row || row.madeAt !== null) return true;
      const ctx = await workerContext(tx, workspaceId);
      if (row.state === "sending") return makeSet(tx, ctx, row);
      return row.state === "cancelled" ? withdrawSet(tx, ctx, row) : true;
    });
    if (over) return true;
    if (performance.now() >= end) return false;
  }
}

/** Asks for the next run. */
export async function goOnWithBroadcast(workspaceId: string, id: string): Promise<void> {
  await withWorkspace({ workspaceId }, (tx) => askForWork(tx, { workspaceId }, id));
}

async function workerContext(tx: Tx, workspaceId: string): Promise<ServiceContext> {
  const [row] = await tx
    .select({ offsetMs: workspaceSetting.clockOffsetMs })
    .from(workspaceSetting)
    .where(eq(workspaceSetting.workspaceId, workspaceId));
  return systemContext({ workspaceId, name: "broadcast", offsetMs: row?.offsetMs ?? 0 });
}

async function makeSet(tx: Tx, ctx: ServiceContext, row: BroadcastRow): Promise<boolean> {
  const config = configOf(messageGraph(row.message), MESSAGE_STEP, emailNode);
  if (config === null || row.audience === null)
    throw new Error(`broadcast ${row.id} was started with an unfinished draft`);
  const contacts = await tx
    .select({ contactId: contact.id, personId: contact.personId, companyId: contact.companyId })
    .from(contact)
    .where(and(await audienceWhere(tx, ctx, row.audience), gt(contact.id, row.cursor)))
    .orderBy(asc(contact.id))
    .limit(BATCH);
  const [traits] = await tx
    .select({ teamId: sender.teamId, memberId: sender.memberId })
    .from(sender)
    .where(and(eq(sender.workspaceId, ctx.workspaceId), eq(sender.id, config.senderId)));
  // each person once: by the first of their contacts; which of their addresses it goes to is decided when it leaves
  const people = new Map(contacts.toReversed().map((one) => [one.personId, one]));
  await requestTouches(
    tx,
    [...people.values()].map((one) => toTouch(ctx, row, config, one, traits)),
  );
  const over = contacts.length < BATCH;
  await tx
    .update(broadcast)
    .set({
      cursor: contacts.at(-1)?.contactId ?? row.cursor,
      workedAt: realNow(),
      ...(over ? { madeAt: realNow(), total: await countMade(tx, row) } : {}),
    })
    .where(whereBroadcast(ctx.workspaceId, row.id));
  return over;
}

function toTouch(
  ctx: ServiceContext,
  row: BroadcastRow,
  config: EmailConfig,
  who: { contactId: string; personId: string; companyId: string | null },
  traits: { teamId: string | null; memberId: string | null } | undefined,
): NewTouch {
  const dueAt = toEpochMs(row.startedAt ?? ctx.now());
  return {
    workspaceId: ctx.workspaceId,
    ...who,
    key: `${row.id}/${who.personId}`,
    source: "broadcast",
    channel: "email",
    class: config.class,
    priority: config.priority,
    topicId: config.topicId === "" ? null : config.topicId,
    teamId: row.teamId ?? traits?.teamId ?? null,
    senderId: config.senderId,
    memberId: traits?.memberId ?? null,
    sequenceId: null,
    sequenceCreatedAt: toEpochMs(row.createdAt),
    enrollmentId: null,
    nodeId: null,
    broadcastId: row.id,
    templateFamily: config.templateFamily === "" ? row.id : config.templateFamily,
    correlationKey: null,
    promotes: config.productIds,
    answersReplyId: null,
    repeat: config.mayRepeat,
    atCap: config.atCap,
    nodeHours: config.hours,
    request: { from: "broadcast", broadcastId: row.id, subject: config.subject, threadKey: null },
    dueAt,
    deadlineAt: addMs(dueAt, config.shelfLifeDays * DAY_MS),
  };
}

async function countMade(tx: Tx, row: BroadcastRow): Promise<number> {
  const [counted] = await queryRows<{ n: number }>(tx, COUNT, [row.workspaceId, row.id]);
  return counted?.n ?? 0;
}

/** People first, in id order, as everywhere; what else waits for them may go earlier now. */
async function withdrawSet(tx: Tx, ctx: ServiceContext, row: BroadcastRow): Promise<boolean> {
  const waiting = await queryRows<{ person_id: string }>(tx, WAITING, [ctx.workspaceId, row.id, WITHDRAW]);
  const people = await lockPeople(
    tx,
    ctx.workspaceId,
    waiting.map((one) => one.person_id),
  );
  await queryRows(tx, TAKE_BACK, [ctx.workspaceId, row.id, people, row.startedBy ?? "system", ctx.now().toISOString()]);
  await lookAgain(tx, ctx.workspaceId, people, toEpochMs(ctx.now()));
  const over = waiting.length < WITHDRAW;
  await tx
    .update(broadcast)
    .set({
      workedAt: realNow(),
      ...(over ? { madeAt: realNow(), finishedAt: ctx.now(), total: await countMade(tx, row) } : {}),
    })
    .where(whereBroadcast(ctx.workspaceId, row.id));
  return over;
}

const COUNT = "select count(*)::int as n from touch where workspace_id = $1 and broadcast_id = $2";

const WAITING = `
select person_id from touch
where workspace_id = $1 and broadcast_id = $2 and state in ('planned', 'waiting', 'held') limit $3::int`;

const TAKE_BACK = `
update touch set state = 'withdrawn', failure = $4, ended_at = $5::timestamptz, held_until = null, updated_at = now()
where workspace_id = $1 and broadcast_id = $2 and person_id = any($3::text[]) and state in ('planned', 'waiting', 'held')`;
