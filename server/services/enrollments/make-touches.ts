import type { SendEffect } from "@/core/effect";
import type { World } from "@/core/facts";
import { addMs, DAY_MS, MINUTE_MS } from "@/core/instant";
import { type EmailConfig, emailSchema } from "@/core/nodes/email";
import { planPath } from "@/core/plan";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { LoadedVersion } from "@/server/services/enrollments/load-versions";
import { configOf } from "@/server/services/enrollments/node-config";
import type { Outcome } from "@/server/services/enrollments/save-enrollments";
import { type NewTouch, planTouches, requestTouches } from "@/server/services/touches/request";
import { withdrawTouches } from "@/server/services/touches/withdraw";

interface SenderTraits {
  id: string;
  member_id: string | null;
  team_id: string | null;
}

/** A message of one enrollment: the one it stands on, or one that lies ahead. */
interface Send {
  readonly outcome: Outcome;
  readonly effect: Pick<SendEffect, "key" | "nodeId" | "visit" | "dueAt" | "deadlineAt">;
  readonly version: LoadedVersion;
  readonly world: World;
  readonly config: EmailConfig;
}

/** A plan moves with what is held before it; smaller moves are not written. */
const PLAN_GRAIN_MS = MINUTE_MS;

/**
 * Makes the touches exist that these enrollments stand on (a repeated effect key does nothing), and keeps on the plan those
 * that lie ahead of them up to the next undecided wait or branch: made, moved, or withdrawn when the way has changed.
 */
export async function makeTouches(
  tx: AnyTx,
  outcomes: readonly Outcome[],
  versions: ReadonlyMap<string, LoadedVersion>,
  worlds: ReadonlyMap<string, World>,
): Promise<void> {
  const due: Send[] = [];
  const planned: Send[] = [];
  for (const outcome of outcomes) {
    const version = versions.get(outcome.row.versionId);
    const world = worlds.get(outcome.row.id);
    if (!version || !world) continue;
    const { effect, row } = outcome;
    if (effect?.type === "send" && !standsAt(effect.key, outcome, world)) {
      due.push({ outcome, effect, version, world, config: configOf(version.graph, effect.nodeId, emailSchema) });
    }
    const ahead = sendsAhead(outcome, version, world);
    planned.push(...ahead.filter(({ effect: send }) => isNews(send, world)));
    const gone = plannedOf(world).filter((key) => key !== effect?.key && !ahead.some((one) => one.effect.key === key));
    if (gone.length > 0) await withdrawTouches(tx, row.workspaceId, gone, "sequence", world.now);
  }
  if (due.length === 0 && planned.length === 0) return;
  const senderIds = [...new Set([...due, ...planned].map(({ config }) => config.senderId))];
  const senders = await queryRows<SenderTraits>(tx, SENDERS, [senderIds]);
  const senderOf = new Map(senders.map((sender) => [sender.id, sender]));
  const touches = (sends: readonly Send[]) => sends.map((send) => toTouch(send, senderOf.get(send.config.senderId)));
  await Promise.all([requestTouches(tx, touches(due)), planTouches(tx, touches(planned))]);
}

/** It stood there before, and its mail is there: one that was taken back, by a stop that is undone, is made anew. */
function standsAt(key: string, { row }: Outcome, world: World): boolean {
  const known = world.touches[key];
  return row.state.position?.effect?.key === key && known !== undefined && known.state !== "withdrawn";
}

function sendsAhead(outcome: Outcome, version: LoadedVersion, world: World): Send[] {
  if (outcome.state.status === "finished" || outcome.state.pause?.until === null) return [];
  return planPath(version.graph, outcome.state, world)
    .steps.filter(({ sends }) => sends)
    .map(({ key, nodeId, visit, at }) => {
      const config = configOf(version.graph, nodeId, emailSchema);
      const effect = { key, nodeId, visit, dueAt: at, deadlineAt: addMs(at, config.shelfLifeDays * DAY_MS) };
      return { outcome, effect, version, world, config };
    });
}

const plannedOf = (world: World): string[] =>
  Object.entries(world.touches).flatMap(([key, touch]) => (touch.state === "planned" ? [key] : []));

function isNews(send: Send["effect"], world: World): boolean {
  const known = world.touches[send.key];
  if (known?.state === "planned") return Math.abs(known.at - send.dueAt) >= PLAN_GRAIN_MS;
  return known === undefined || known.state === "withdrawn";
}

function toTouch({ outcome, effect, version, world, config }: Send, sender: SenderTraits | undefined): NewTouch {
  const { row, state } = outcome;
  return {
    workspaceId: row.workspaceId,
    personId: row.personId,
    contactId: row.contactId,
    key: effect.key,
    source: "sequence",
    channel: "email",
    class: config.class,
    priority: config.priority,
    topicId: config.topicId === "" ? null : config.topicId,
    teamId: row.teamId ?? sender?.team_id ?? null,
    senderId: config.senderId === "" ? null : config.senderId,
    memberId: sender?.member_id ?? null,
    companyId: row.companyId,
    sequenceId: row.sequenceId,
    sequenceCreatedAt: row.sequenceCreatedAt,
    enrollmentId: row.id,
    nodeId: effect.nodeId,
    broadcastId: null,
    // node ids are kept over versions: every edit of a step is of its family
    templateFamily: config.templateFamily === "" ? `${row.sequenceId}/${effect.nodeId}` : config.templateFamily,
    correlationKey: state.entry.correlationKey,
    promotes: config.productIds,
    answersReplyId: answeredReply(outcome, world),
    repeat: config.mayRepeat,
    atCap: config.atCap,
    nodeHours: config.hours,
    request: {
      from: "node",
      versionId: version.id,
      nodeId: effect.nodeId,
      visit: effect.visit,
      threadKey: config.thread.mode === "reply" ? (state.touches[config.thread.nodeId] ?? null) : null,
    },
    dueAt: effect.dueAt,
    deadlineAt: effect.deadlineAt,
  };
}

/** The newest reply that an outlet of this enrollment answered: a touch drawn behind it is part of that conversation. */
function answeredReply({ state }: Outcome, world: World): string | null {
  const answered = new Set(Object.values(state.answered).flat());
  const replies = world.signals.filter((signal) => signal.kind === "reply" && answered.has(signal.id));
  const newest = replies.sort((a, b) => b.occurredAt - a.occurredAt)[0];
  return newest?.id ?? null;
}

const SENDERS = `select id, member_id, team_id from sender where id = any($1::text[])`;
