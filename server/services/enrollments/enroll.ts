import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { sequence } from "@/db/schema/sequence";
import { writeAudit } from "@/server/services/audit-log";
import { need, needTeam, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { needBriefed } from "@/server/services/enrollments/briefed";
import type { NoEntry } from "@/server/services/enrollments/decide-entry";
import { type EntryOutcome, enterSequences } from "@/server/services/enrollments/enter";
import { enrollInput } from "@/server/services/enrollments/schemas";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { segmentFilter } from "@/server/services/segments/filter";

export interface Enrolled {
  readonly entered: number;
  readonly refused: Readonly<Partial<Record<NoEntry, number>>>;
  /** The first hundred, for a form to show at each name. */
  readonly outcomes: readonly ({ readonly contactId: string } & EntryOutcome)[];
}

const PER_TRANSACTION = 200;
const SHOWN = 100;

/**
 * Enrolls people in a live sequence: by id or all of a segment, in sets. Who may not enter is counted by reason; that is no
 * error. @throws NotFoundError for a sequence or segment that is not in the workspace, ForbiddenError for another team's, ConflictError for more
 * than 500 whom support knows nothing of
 */
export async function enrollContacts(args: VerbArgs<typeof enrollInput>): Promise<Enrolled> {
  const { ctx } = args;
  need(ctx, "enroll");
  const input = parseInput(enrollInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [found] = await tx
      .select({ teamId: sequence.teamId })
      .from(sequence)
      .where(and(eq(sequence.workspaceId, ctx.workspaceId), eq(sequence.id, input.sequenceId)));
    if (!found) throw new NotFoundError("sequence");
    needTeam(ctx, found.teamId);
    await needBriefed(tx, ctx, input.sequenceId, await countComing(tx, ctx, input));
    await writeAudit(tx, ctx, {
      action: "sequence.enrolled",
      subjectRef: input.sequenceId,
      reason: input.reason ?? null,
    });
  });
  const total = {
    entered: 0,
    refused: {} as Partial<Record<NoEntry, number>>,
    outcomes: [] as Enrolled["outcomes"][number][],
  };
  const sets = input.segmentId === undefined ? setsOf(input.contactIds ?? []) : setsOfSegment(ctx, input.segmentId);
  for await (const contactIds of sets) {
    const outcomes = await withWorkspace(ctx, (tx) =>
      enterSequences(
        tx,
        contactIds.map((contactId) => ({
          workspaceId: ctx.workspaceId,
          sequenceId: input.sequenceId,
          contactId,
          by: ctx.actor.kind === "api-key" ? ("api" as const) : ("hand" as const), // a member's act is never passed off as a key's
          data: input.data,
          reason: input.reason ?? null,
        })),
      ),
    );
    outcomes.forEach((outcome, index) => {
      if (outcome.ok) total.entered += 1;
      else total.refused[outcome.reason] = (total.refused[outcome.reason] ?? 0) + 1;
      if (total.outcomes.length < SHOWN) total.outcomes.push({ contactId: contactIds[index] ?? "", ...outcome });
    });
  }
  return total;
}

async function countComing(tx: Tx, ctx: ServiceContext, input: z.output<typeof enrollInput>): Promise<number> {
  if (input.segmentId === undefined) return new Set(input.contactIds ?? []).size;
  const inside = await segmentFilter(tx, ctx, input.segmentId);
  const [row] = await tx
    .select({ people: count() })
    .from(contact)
    .where(and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt), inside));
  return row?.people ?? 0;
}

async function* setsOf(ids: readonly string[]): AsyncGenerator<string[]> {
  const distinct = [...new Set(ids)];
  for (let at = 0; at < distinct.length; at += PER_TRANSACTION) yield distinct.slice(at, at + PER_TRANSACTION);
}

async function* setsOfSegment(ctx: ServiceContext, segmentId: string): AsyncGenerator<string[]> {
  for (let last = ""; ; ) {
    const ids = await withWorkspace(ctx, async (tx) => {
      const inside = await segmentFilter(tx, ctx, segmentId);
      return tx
        .select({ id: contact.id })
        .from(contact)
        .where(and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt), gt(contact.id, last), inside))
        .orderBy(asc(contact.id))
        .limit(PER_TRANSACTION);
    });
    if (ids.length === 0) return;
    yield ids.map(({ id }) => id);
    last = ids.at(-1)?.id ?? last;
  }
}
