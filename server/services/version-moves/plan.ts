import { configOf } from "@/core/compile";
import type { Graph } from "@/core/graph";
import { withLinkIds } from "@/core/link-ids";
import { migrateEnrollment } from "@/core/migrate";
import { type Choices, destinationOf } from "@/core/migrate-choice";
import { type Foreseen, type ForeseenGroup, foreseeMove, tallyForeseen } from "@/core/migrate-foresee";
import { paceMs } from "@/core/migrate-spread";
import { emailNode } from "@/core/nodes/email";
import { type Tx, withWorkspace } from "@/db/client";
import { need, type VerbArgs } from "@/server/services/context";
import { readEnrollments } from "@/server/services/enrollments/load-enrollments";
import { type LoadedVersion, loadVersions } from "@/server/services/enrollments/load-versions";
import { loadWorlds } from "@/server/services/enrollments/load-worlds";
import { parseInput } from "@/server/services/errors";
import { findSequence, findVersion, type SequenceRow } from "@/server/services/sequences/internal";
import { type PeopleGroup, readGroups, readSenderPaces, sampleGroup } from "@/server/services/version-moves/groups";
import { planPublishInput } from "@/server/services/version-moves/schemas";
import { isMoving, openChoices } from "@/server/services/version-moves/start";

/** People of a group that are looked at one by one; the others are taken to be alike. */
const SAMPLE = 200;

/**
 * What publishing the stored draft would do to the people inside, by version and step, with these choices: nothing is
 * written. The same core decides as at publishing. @throws NotFoundError
 */
export async function planPublish(args: VerbArgs<typeof planPublishInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id, choices } = parseInput(planPublishInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const row = await findSequence(tx, workspaceId, id);
    const live = row.liveVersionId === null ? null : await findVersion(tx, workspaceId, row.liveVersionId);
    const after = withLinkIds(row.draft, live?.graph ?? null);
    const inside = await readGroups(tx, workspaceId, id, null);
    const loaded = await loadVersions(
      tx,
      inside.map((group) => group.versionId),
    );
    const graphs = new Map([...loaded].map(([versionId, { graph }]) => [versionId, graph]));
    const open = openChoices(inside, graphs, after, choices);
    const groups: (PeopleGroup & { foreseen: ForeseenGroup; dueUntil: Date | null })[] = [];
    const pace = await slowestPace(tx, workspaceId, after);
    for (const group of inside) {
      const seen = await foreseeGroup(tx, row, group, { loaded, after, choices });
      const due = Math.round((seen.due / Math.max(1, seen.seen)) * group.people);
      groups.push({
        ...group,
        foreseen: seen,
        dueUntil: due === 0 ? null : new Date(ctx.now().getTime() + due * pace),
      });
    }
    return {
      now: ctx.now(),
      revision: row.draftRevision,
      live: live && { id: live.id, number: live.number, graph: live.graph },
      versions: [...loaded.values()].map(({ id: versionId, graph }) => ({
        id: versionId,
        number: inside.find((group) => group.versionId === versionId)?.version ?? 0,
        graph,
      })),
      people: inside.reduce((sum, group) => sum + group.people, 0),
      groups,
      /** What still has to be chosen before everybody can move. */
      open,
      /** People are still on their way to the version before. */
      moving: await isMoving(tx, workspaceId, id),
    };
  });
}

async function foreseeGroup(
  tx: Tx,
  row: SequenceRow,
  group: PeopleGroup,
  terms: { loaded: ReadonlyMap<string, LoadedVersion>; after: Graph; choices: Choices },
): Promise<ForeseenGroup> {
  const { workspaceId } = row;
  const version = terms.loaded.get(group.versionId);
  if (!version) return tallyForeseen([]);
  const ids = await sampleGroup(tx, workspaceId, row.id, group, SAMPLE);
  const rows = await readEnrollments(
    tx,
    ids.map((id) => ({ workspaceId, id })),
  );
  if (rows.size === 0) return tallyForeseen([]);
  const worlds = await loadWorlds(tx, [...rows.values()], new Map([[version.id, version]]));
  const destination = destinationOf(terms.choices, group, version.graph, terms.after);
  const all = [...rows.values()].flatMap((enrollment): Foreseen[] => {
    const world = worlds.get(enrollment.id);
    if (!world) return [];
    const effect = enrollment.state.position?.effect;
    const touch = effect?.type === "send" ? (world.touches[effect.key]?.state ?? null) : null;
    const answer = migrateEnrollment(enrollment.state, terms.after, destination, world, { touch, versionName: "" });
    return [foreseeMove(enrollment.state, answer)];
  });
  return tallyForeseen(all);
}

/** How far apart mails leave that come due together, by the slowest sender drawn. */
async function slowestPace(tx: Tx, workspaceId: string, graph: Graph): Promise<number> {
  const paces = await readSenderPaces(tx, workspaceId);
  const used = Object.keys(graph.nodes).flatMap((id) => configOf(graph, id, emailNode)?.senderId ?? []);
  return Math.max(paceMs(null), ...used.map((senderId) => paceMs(paces.get(senderId) ?? null)));
}
