import { and, desc, eq, or } from "drizzle-orm";
import type { Explanation } from "@/core/attention/decision";
import { withWorkspace } from "@/db/client";
import { touch } from "@/db/schema/touch";
import { namesOf } from "@/server/services/attention/held";
import { mentioned, sayDecision, titleTouches } from "@/server/services/attention/say-touches";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { messageIdInput } from "@/server/services/messages/schemas";
import { messageKey } from "@/server/services/messages/send";
import { GATHER_MS } from "@/server/services/touches/request";

/** What was decided about a message, as the API tells it. */
export interface MessageView {
  id: string;
  externalId: string;
  /** waiting: not judged yet. sending: on its way. unknown: handed over, and nobody knows whether it arrived. */
  state: "waiting" | "held" | "sending" | "accepted" | "skipped" | "failed" | "unknown" | "withdrawn";
  decidesAt: Date;
  decidedAt: Date | null;
  /** While held: when it would go; null: open, `because` says what must happen. */
  heldUntil: Date | null;
  deadline: Date | null;
  /** Why it is held or was skipped. */
  because: { kind: string; rule: string | null; sentence: string } | null;
  acceptedAt: Date | null;
  failure: string | null;
}

/** By our id or the caller's own. @throws NotFoundError */
export async function getMessage(args: VerbArgs<typeof messageIdInput>): Promise<MessageView> {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(messageIdInput, args.input);
  const names = await namesOf(ctx);
  return withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(touch)
      .where(
        and(
          eq(touch.workspaceId, ctx.workspaceId),
          eq(touch.source, "api"),
          or(eq(touch.id, id), eq(touch.key, messageKey(id))),
        ),
      )
      .orderBy(desc(touch.createdAt))
      .limit(1);
    if (!row) throw new NotFoundError("message");
    const titles = await titleTouches(tx, ctx.workspaceId, mentioned(row.because));
    return toMessageView(row, (explanation) => sayDecision(explanation, names, titles));
  });
}

type Say = (explanation: Explanation) => string;

const states: Readonly<Record<string, MessageView["state"]>> = {
  planned: "waiting",
  waiting: "waiting",
  held: "held",
  claimed: "sending",
  handed_over: "sending",
  accepted: "accepted",
  skipped: "skipped",
  failed: "failed",
  unknown: "unknown",
  withdrawn: "withdrawn",
};

function toMessageView(row: typeof touch.$inferSelect, say: Say): MessageView {
  const state = states[row.state] ?? "unknown";
  const told = state === "held" || state === "skipped";
  return {
    id: row.id,
    externalId: row.key.slice(messageKey("").length),
    state,
    decidesAt: new Date(row.dueAt.getTime() + (row.obeys ? GATHER_MS : 0)),
    decidedAt: row.decidedAt,
    heldUntil: state === "held" ? row.heldUntil : null,
    deadline: row.deadlineAt,
    because: told ? toBecause(row.because, say) : null,
    acceptedAt: row.acceptedAt,
    failure: state === "failed" || state === "unknown" ? row.failure : null,
  };
}

function toBecause(explanation: Explanation | null, say: Say): MessageView["because"] {
  const because = explanation?.because;
  if (!explanation || !because) return null;
  const rule = "rule" in because && because.rule !== null ? because.rule.name : null;
  return { kind: because.kind, rule, sentence: say(explanation) };
}
