import { configOf } from "@/core/compile";
import { defaultSettings } from "@/core/facts";
import type { Graph } from "@/core/graph";
import { toEpochMs } from "@/core/instant";
import { emailNode } from "@/core/nodes/email";
import { describedPerson } from "@/core/try-stranger";
import { withWorkspace } from "@/db/client";
import { findContact } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { findSequence } from "@/server/services/sequences/internal";
import { gatherWorkspace } from "@/server/services/touches/gather/people";
import { gatherTopicHours } from "@/server/services/touches/gather/senders";
import { readTrialRules, readTriedPeople, type TriedPerson } from "@/server/services/trials/scene";
import { trialPersonInput } from "@/server/services/trials/schemas";
import { readSettings } from "@/server/services/workspaces/settings";

/**
 * All that trying a sequence needs: the rules in force and, for a contact, what is known of them and what they got. The
 * browser runs core's own simulation with it. @throws NotFoundError
 */
export async function getTrialPerson(args: VerbArgs<typeof trialPersonInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id, contactId } = parseInput(trialPersonInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const row = await findSequence(tx, workspaceId, id);
    const now = toEpochMs(ctx.now());
    const trial = await readTrialRules(tx, row);
    const shared = { now, trial, settings: { ...defaultSettings, maxRounds: row.settings.maxRounds } };
    if (contactId === undefined) {
      const { timeZone } = await readSettings(tx, workspaceId);
      const { hours } = await gatherWorkspace(tx, workspaceId);
      const described = describedPerson(timeZone, {
        workspace: hours,
        topics: await gatherTopicHours(tx, workspaceId, topicIdsOf(row.draft)),
        sequences: row.settings.hours === null ? {} : { [row.id]: row.settings.hours },
      });
      const person: TriedPerson = { ...described, zone: timeZone, ledger: [], waiting: [] };
      return { ...shared, name: null, person };
    }
    const known = await findContact(tx, workspaceId, contactId);
    const person = (await readTriedPeople(tx, row, row.draft, [contactId], trial, now)).get(contactId);
    if (!person) throw new NotFoundError("contact");
    return { ...shared, name: nameOf(known), person };
  });
}

const topicIdsOf = (graph: Graph): string[] => [
  ...new Set(Object.keys(graph.nodes).flatMap((id) => configOf(graph, id, emailNode)?.topicId || [])),
];
