import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { hasBriefing } from "@/core/briefing";
import { comingLaunches, launchKey } from "@/core/launches";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { user } from "@/db/schema/auth";
import { launchSeen, plannedLaunch } from "@/db/schema/published-message";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ForbiddenError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { readLaunches } from "@/server/services/launches/read";
import { lockSequence } from "@/server/services/sequences/internal";

export const planLaunchInput = z.object({
  sequenceId: z.string().min(1),
  /** Workspace time; null: no longer planned. */
  startsAt: z.date().nullable(),
  note: z.string().trim().max(300).default(""),
});
export const markSeenInput = z.object({ key: z.string().min(1).max(120) });

const DAY_MS = 86_400_000;

/** What starts in the next 30 days (and began since yesterday), soonest first, with briefings and who has seen it. */
export async function listLaunches({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const { workspaceId } = ctx;
  const now = ctx.now().getTime();
  return withWorkspace(ctx, async (tx) => {
    const coming = comingLaunches(await readLaunches(tx, workspaceId, new Date(now - DAY_MS)), now);
    const keys = coming.map(launchKey);
    const seen =
      keys.length === 0
        ? []
        : await tx
            .select({
              key: launchSeen.launchKey,
              memberId: launchSeen.memberId,
              name: user.name,
              at: launchSeen.seenAt,
            })
            .from(launchSeen)
            .innerJoin(user, eq(user.id, launchSeen.memberId))
            .where(and(eq(launchSeen.workspaceId, workspaceId), inArray(launchSeen.launchKey, keys)));
    return {
      now: new Date(now),
      launches: coming.map(({ startsAt, ...launch }) => {
        const key = launchKey({ ref: launch.ref, startsAt });
        const by = seen.filter((row) => row.key === key);
        return {
          ...launch,
          key,
          startsAt: new Date(startsAt),
          briefed: launch.briefings.length > 0 && launch.briefings.every(({ briefing }) => hasBriefing(briefing)),
          seenBy: by.map(({ name }) => name),
          seenByMe: by.some(({ memberId }) => memberId === memberIdOf(ctx)),
        };
      }),
    };
  });
}

/** Notes that the member at hand has read a launch. @throws NotFoundError when nothing of that key is coming */
export async function markLaunchSeen(args: VerbArgs<typeof markSeenInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const { key } = parseInput(markSeenInput, args.input);
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new ForbiddenError("Only a member sees");
  const now = ctx.now().getTime();
  await withWorkspace(ctx, async (tx) => {
    const coming = comingLaunches(await readLaunches(tx, workspaceId, new Date(now - DAY_MS)), now);
    if (!coming.some((launch) => launchKey(launch) === key)) throw new NotFoundError("launch");
    await tx
      .insert(launchSeen)
      .values({ id: newId("launch"), workspaceId, launchKey: key, memberId, seenAt: ctx.now() })
      .onConflictDoNothing();
  });
  return { ok: true };
}

/** Says when a sequence is to be published; nothing is published by it. @throws NotFoundError, ForbiddenError (team), InvalidError */
export async function planLaunch(args: VerbArgs<typeof planLaunchInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "launches.write");
  const { sequenceId, startsAt, note } = parseInput(planLaunchInput, args.input);
  if (startsAt !== null && startsAt <= ctx.now())
    throw InvalidError.at("startsAt", "Choose a date that is still to come");
  await withWorkspace(ctx, async (tx) => {
    await lockSequence(tx, ctx, sequenceId);
    const mine = and(eq(plannedLaunch.workspaceId, workspaceId), eq(plannedLaunch.sequenceId, sequenceId));
    await tx.delete(plannedLaunch).where(mine);
    if (startsAt !== null) {
      await tx
        .insert(plannedLaunch)
        .values({ id: newId("launch"), workspaceId, sequenceId, startsAt, note, createdBy: memberIdOf(ctx) });
    }
    const data = { startsAt: startsAt?.toISOString() ?? null };
    await writeAudit(tx, ctx, { action: "launch.planned", subjectRef: sequenceId, data });
  });
  return { ok: true };
}
