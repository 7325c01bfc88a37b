import type { SendEffect } from "@/core/effect";
import type { World } from "@/core/facts";
import { emailSchema } from "@/core/nodes/email";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { LoadedVersion } from "@/server/services/enrollments/load-versions";
import { configOf } from "@/server/services/enrollments/node-config";
import type { Outcome } from "@/server/services/enrollments/save-enrollments";
import { type NewTouch, requestTouches } from "@/server/services/touches/request";

interface SenderTraits {
  id: string;
  member_id: string | null;
  team_id: string | null;
}

/** Makes the touches exist that these enrollments stand on; a repeated effect key does nothing. */
export async function makeTouches(
  tx: AnyTx,
  outcomes: readonly Outcome[],
  versions: ReadonlyMap<string, LoadedVersion>,
  worlds: ReadonlyMap<string, World>,
): Promise<void> {
  const sends = outcomes.flatMap((outcome) => {
    const version = versions.get(outcome.row.versionId);
    const world = worlds.get(outcome.row.id);
    const { effect, row } = outcome;
    if (effect?.type !== "send" || !version || !world) return [];
    if (row.state.position?.effect?.key === effect.key && world.touches[effect.key]) return []; // stands there already
    return [{ outcome, effect, version, world, config: configOf(version.graph, effect.nodeId, emailSchema) }];
  });
  if (sends.length === 0) return;
  const senderIds = [...new Set(sends.map(({ config }) => config.senderId))];
  const senders = await queryRows<SenderTraits>(tx, SENDERS, [senderIds]);
  const senderOf = new Map(senders.map((sender) => [sender.id, sender]));
  await requestTouches(
    tx,
    sends.map((send) => toTouch(send, senderOf.get(send.config.senderId))),
  );
}

interface Send {
  readonly outcome: Outcome;
  readonly effect: SendEffect;
  readonly version: LoadedVersion;
  readonly world: World;
  readonly config: ReturnType<typeof emailSchema.parse>;
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
