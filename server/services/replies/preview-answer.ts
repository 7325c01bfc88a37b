import type { Forecast } from "@/core/attention/decision";
import { forecastPerson } from "@/core/attention/forecast-person";
import { CONVERSATION_MS } from "@/core/attention/gates";
import type { LedgerTouch } from "@/core/attention/touch";
import { type EpochMs, HOUR_MS, toDate, toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { titleTouches } from "@/server/services/attention/say-touches";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { answerSender } from "@/server/services/replies/answer-sender";
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
 * From where an answer written now would leave, and what it would push back: the person's waiting and planned mail of the next week, forecast without and
 * with it by the governor itself, from the sender it would leave from: rules that count its mails and its daily limit are
 * among what it fills. Changes nothing. @throws NotFoundError, InvalidError at `senderId`, ForbiddenError for a colleague's
 */
export async function previewAnswer(args: VerbArgs<typeof previewInput>) {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const { id, senderId } = parseInput(previewInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { mail, contact } = await findReply(tx, workspaceId, id);
    const from = await answerSender(tx, ctx, mail.touchId, senderId ?? null);
    const by = { name: from.name, address: from.address };
    const people = [contact.personId];
    const rules = await gatherRules(tx, workspaceId);
    const workspace = await gatherWorkspace(tx, workspaceId);
    const now = toEpochMs(ctx.now());
    const waiting = (await gatherWaiting(tx, workspaceId, people, now, AHEAD_HOURS)).filter(
      ({ touch, stands, left }) => touch.source !== "hand" && !stands && !left,
    );
    const gathered = await gatherFacts(tx, workspaceId, people, { workspace, rules, waiting }, now);
    const facts = gathered.factsOf(contact.personId);
    const [first] = waiting;
    if (facts === null || first === undefined) return { by, pushedBack: [] as PushedBack[] };
    const answer = answerInLedger({ senderId: from.id, teamId: from.teamId }, now);
    gathered.noteSend(contact.personId, { ...first.touch, ...answer });
    const ledger = gathered.ledgerOf(contact.personId);
    const touches = waiting.map(({ touch }) => touch);
    const memberId = memberIdOf(ctx) ?? "";
    const before = forecastPerson(facts, ledger, touches, rules, now);
    const after = forecastPerson(
      {
        ...facts,
        senders: gathered.factsOf(contact.personId)?.senders ?? facts.senders,
        exchanges: [...facts.exchanges, { memberId, lastAt: now, replyId: null }],
      },
      [...ledger, answer],
      touches,
      rules,
      now,
    );
    const titles = await titleTouches(
      tx,
      workspaceId,
      touches.map(({ id: touchId }) => touchId),
    );
    return { by, pushedBack: compare(before, after, (touchId) => titles(touchId) ?? "a mail") };
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
function answerInLedger(from: Pick<LedgerTouch, "senderId" | "teamId">, at: EpochMs): LedgerTouch {
  return {
    ...from,
    id: "answer",
    source: "hand",
    channel: "email",
    class: "sales",
    topicId: null,
    sequenceId: null,
    familyId: null,
    bodyHash: null,
    correlationKey: null,
    obeys: false,
    counts: true,
    state: "observed",
    at,
    reactedAt: null,
    interestAt: null,
  };
}
