import type { Forecast } from "@/core/attention/decision";
import { forecastPerson } from "@/core/attention/forecast-person";
import { CONVERSATION_MS } from "@/core/attention/gates";
import type { LedgerTouch, WaitingTouch } from "@/core/attention/touch";
import { addMs, type EpochMs, HOUR_MS, toDate, toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { titleTouches } from "@/server/services/attention/say-touches";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findReply } from "@/server/services/replies/internal";
import { previewInput } from "@/server/services/replies/schemas";
import { gatherFacts } from "@/server/services/touches/gather/facts";
import { gatherWorkspace } from "@/server/services/touches/gather/people";
import { gatherRules } from "@/server/services/touches/gather/rules";
import { gatherWaiting } from "@/server/services/touches/gather/waiting";

/** A mail that would go later, or not at all, because of the answer. */
export interface PushedBack {
  readonly touchId: string;
  readonly title: string;
  /** When it would go without the answer; null: open. */
  readonly from: Date | null;
  /** When it goes with it; null: until the conversation rests, or never. */
  readonly to: Date | null;
  readonly skipped: boolean;
}

/** As long as an exchange lives: what waits in that time is weighed. */
const AHEAD_HOURS = CONVERSATION_MS / HOUR_MS;

/**
 * What an answer written now would push back: the person's waiting and planned mail of the next week, forecast without and
 * with it by the governor itself. Changes nothing. @throws NotFoundError
 */
export async function previewAnswer(args: VerbArgs<typeof previewInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const { id } = parseInput(previewInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { contact } = await findReply(tx, workspaceId, id);
    const people = [contact.personId];
    const rules = await gatherRules(tx, workspaceId);
    const workspace = await gatherWorkspace(tx, workspaceId);
    const now = toEpochMs(ctx.now());
    const waiting = (await gatherWaiting(tx, workspaceId, people, now, AHEAD_HOURS)).filter(
      ({ touch }) => touch.source !== "hand",
    );
    const gathered = await gatherFacts(tx, workspaceId, people, { workspace, rules, waiting }, now);
    const facts = gathered.factsOf(contact.personId);
    if (facts === null || waiting.length === 0) return { pushedBack: [] as PushedBack[] };
    const ledger = gathered.ledgerOf(contact.personId);
    const touches = waiting.map(({ touch }) => touch);
    const memberId = memberIdOf(ctx) ?? "";
    const before = forecastPerson(facts, ledger, touches, rules, now);
    const after = forecastPerson(
      { ...facts, exchanges: [...facts.exchanges, { memberId, lastAt: now, replyId: null }] },
      [...ledger, answerInLedger(touches[0], now)],
      touches,
      rules,
      now,
    );
    const titles = await titleTouches(
      tx,
      workspaceId,
      touches.map(({ id: touchId }) => touchId),
    );
    return { pushedBack: compare(before, after, (touchId) => titles(touchId) ?? "a mail") };
  });
}

function compare(
  before: readonly Forecast[],
  after: readonly Forecast[],
  titleOf: (id: string) => string,
): PushedBack[] {
  return after.flatMap((now, index) => {
    const earlier = before[index];
    const [from, to] = [earlier === undefined ? null : earliest(earlier), earliest(now)];
    const skipped = now.outcome === "skipped" && earlier?.outcome !== "skipped";
    const later = to === null ? from !== null : from !== null && to > from;
    if (!skipped && !later) return [];
    return {
      touchId: now.touchId,
      title: titleOf(now.touchId),
      from: from === null ? null : toDate(from),
      to: to === null || skipped ? null : toDate(to),
      skipped,
    };
  });
}

/** When it goes; a conversation has no end, but a day before which nothing comes. */
function earliest({ at, because }: Forecast): EpochMs | null {
  if (at !== null) return at;
  return because?.kind === "conversation" ? because.earliestAt : null;
}

/** The answer as it would stand in the ledger. */
function answerInLedger(like: WaitingTouch | undefined, now: EpochMs): LedgerTouch {
  return {
    id: "answer",
    source: "hand",
    channel: "email",
    class: "sales",
    topicId: null,
    teamId: like?.teamId ?? null,
    senderId: null,
    sequenceId: null,
    familyId: null,
    bodyHash: null,
    correlationKey: null,
    obeys: false,
    counts: true,
    state: "observed",
    at: addMs(now, 0),
    reactedAt: null,
    interestAt: null,
  };
}
