import { momentInWords } from "@/core/attention/words";
import { toEpochMs } from "@/core/instant";
import { launchesToTell, launchKey } from "@/core/launches";
import { ownerSql, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { notification } from "@/db/schema/task";
import { now } from "@/server/clock";
import { readLaunches } from "@/server/services/launches/read";
import { readSettings } from "@/server/services/workspaces/settings";

/** Workspaces with something planned or scheduled, to be looked at one by one. */
export async function workspacesWithLaunches(): Promise<string[]> {
  const rows = await queryRows<{ workspace_id: string }>(
    ownerSql(),
    `select workspace_id from planned_launch union
     select workspace_id from broadcast where state = 'scheduled' and start_at is not null`,
  );
  return rows.map((row) => row.workspace_id);
}

/** Tells whoever is support of each launch that starts within a day: once each, whatever runs twice. */
export async function tellLaunches(workspaceId: string): Promise<{ told: number }> {
  const people = await queryRows<{ member_id: string }>(
    ownerSql(),
    "select member_id from membership where workspace_ref = $1::text and role = 'support'",
    [workspaceId],
  );
  return withWorkspace({ workspaceId }, async (tx) => {
    const settings = await readSettings(tx, workspaceId);
    const at = now(settings);
    const due = launchesToTell(await readLaunches(tx, workspaceId, at), at.getTime());
    const lines = due.flatMap((launch) =>
      people.map(({ member_id: memberId }) => ({
        id: newId("notification"),
        workspaceId,
        key: `launch ${launchKey(launch)} ${memberId}`,
        memberId,
        title: `${launch.name} starts ${momentInWords(toEpochMs(new Date(launch.startsAt)), settings.timeZone, toEpochMs(at))}`,
        body:
          launch.briefings.map(({ briefing }) => briefing.about).find((about) => about !== "") ??
          "There is no briefing yet.",
        href: "/launches",
      })),
    );
    if (lines.length === 0) return { told: 0 };
    const made = await tx.insert(notification).values(lines).onConflictDoNothing().returning({ id: notification.id });
    return { told: made.length };
  });
}
