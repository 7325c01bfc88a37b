import { drawnOutlet } from "@/core/advance";
import type { EnrollmentEvent } from "@/core/enrollment";
import type { SignalFact, World } from "@/core/facts";
import type { EpochMs } from "@/core/instant";
import { waitSchema } from "@/core/nodes/wait";
import type { ReplyClass } from "@/core/reply-class";
import { type Fate, fateOf } from "@/core/reply-effects";
import type { Tx } from "@/db/client";
import { happenTo } from "@/server/services/enrollments/happen";
import { loadWorlds } from "@/server/services/enrollments/load-worlds";
import type { ReplyToApply } from "@/server/services/replies/apply";
import { type NewEffect, noteEffects } from "@/server/services/replies/effects";
import { type ActiveEnrollment, activeEnrollments } from "@/server/services/replies/enrollments-of";

/**
 * Stops and pauses what the table says. An enrollment that stands in a wait whose outlet takes the answer is left to it: the
 * wake that the signal owes brings it on its way.
 */
export async function moveEnrollments(tx: Tx, reply: ReplyToApply): Promise<void> {
  const { workspaceId, match, verdict, signalId } = reply;
  const active = await activeEnrollments(tx, workspaceId, match.personId);
  if (active.length === 0) return;
  const worlds = await loadWorlds(
    tx,
    active.map(({ row }) => row),
    new Map(active.map(({ version }) => [version.id, version])),
  );
  const chosen: Record<Fate, string[]> = { go_on: [], stop: [], pause: [] };
  for (const one of active) {
    const world = worlds.get(one.row.id);
    const fate = fateOf(verdict.class, {
      isOwn: one.row.id === match.touch?.enrollmentId,
      class: one.class,
      drawnFor: world ? drawnFor(one, world, signalId) : null,
    });
    if (fate === "pause" && sleepsLonger(one, reply.returnsAt)) continue;
    chosen[fate].push(one.row.id);
  }
  const reason = `the reply says: ${saying[verdict.class]}`;
  await noteEffects(tx, reply, [
    ...toEffects("stopped", chosen.stop, active),
    ...toEffects("paused", chosen.pause, active),
    ...toEffects("went_on", chosen.go_on, active),
  ]);
  await letHappen(tx, workspaceId, chosen.stop, { type: "stop", by: "reply", reason });
  await letHappen(tx, workspaceId, chosen.pause, {
    type: "pause",
    until: reply.returnsAt,
    clock: "stands",
    by: "reply",
    reason,
  });
}

const toEffects = (
  kind: "stopped" | "paused" | "went_on",
  ids: readonly string[],
  active: readonly ActiveEnrollment[],
): NewEffect[] =>
  active.flatMap(({ row }) => (ids.includes(row.id) ? [{ kind, enrollmentId: row.id, before: row.state }] : []));

async function letHappen(tx: Tx, workspaceId: string, ids: readonly string[], event: EnrollmentEvent): Promise<void> {
  if (ids.length > 0) await happenTo(tx, workspaceId, ids, event);
}

/** The outlet of the wait it stands in that takes this very signal, with the classes it names. */
function drawnFor(
  { row, version }: ActiveEnrollment,
  world: World,
  signalId: string,
): { classes: readonly string[] } | null {
  const signal: SignalFact | undefined = world.signals.find(({ id }) => id === signalId);
  const outlet = signal ? drawnOutlet(version.graph, row.state, signal, world) : null;
  if (outlet === null) return null;
  const node = version.graph.nodes[row.state.position?.nodeId ?? ""];
  const wait = waitSchema.safeParse(node?.config);
  const outcome = wait.success ? wait.data.outcomes.find(({ id }) => id === outlet) : undefined;
  return { classes: outcome?.filter.replyClasses ?? [] };
}

/** A pause that lasts longer, or until somebody ends it, is never cut short by a mail. */
function sleepsLonger({ row }: ActiveEnrollment, until: EpochMs | null): boolean {
  const { pause } = row.state;
  return pause !== null && (pause.until === null || (until !== null && pause.until >= until));
}

/** In words, for the journey: "A reply ended it: the reply says: not interested". */
const saying: Readonly<Record<ReplyClass, string>> = {
  interested: "interested",
  question: "a question",
  neutral: "something for a person to answer",
  referral: "somebody else is the one to ask",
  not_now: "not now",
  not_interested: "not interested",
  unsubscribe: "no more mail",
  complaint: "marked as spam",
  bounce_hard: "the address does not exist",
  left_company: "no longer there",
  out_of_office: "away",
  unsure: "something a member must read",
  challenge: "a proof is asked for",
  ticket_ack: "received",
  calendar: "an invitation",
  read_receipt: "read",
  delay_notice: "delayed",
  bounce_soft: "not delivered for now",
  bounce_block: "refused",
  bulk: "a newsletter",
  automated: "an automatic mail",
};
