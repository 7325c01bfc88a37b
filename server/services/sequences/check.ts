import { and, eq } from "drizzle-orm";
import { configOf } from "@/core/compile";
import { type Graph, nodesOf } from "@/core/graph";
import { emailNode } from "@/core/nodes/email";
import type { Problem } from "@/core/problem";
import type { SequenceSettings } from "@/core/sequence-settings";
import { validate } from "@/core/validate";
import { type Tx, withWorkspace } from "@/db/client";
import { sender } from "@/db/schema/sender";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { findSequence } from "@/server/services/sequences/internal";
import { readLookup } from "@/server/services/sequences/lookup";
import { countReach } from "@/server/services/sequences/reach";
import { sequenceIdInput } from "@/server/services/sequences/schemas";
import { readSettings } from "@/server/services/workspaces/settings";

/** Everything that is wrong with the stored draft: what the canvas finds too, and what only the server knows. @throws NotFoundError */
export async function validateSequence(args: VerbArgs<typeof sequenceIdInput>): Promise<{ problems: Problem[] }> {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(sequenceIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    return { problems: await findProblems(tx, ctx, await findSequence(tx, ctx.workspaceId, id)) };
  });
}

/** Core's problems, then those of law and sender: nothing is published while they stand (SEMANTICS §6). */
export async function findProblems(
  tx: Tx,
  ctx: ServiceContext,
  row: {
    readonly id: string;
    readonly teamId: string | null;
    readonly draft: Graph;
    readonly settings: SequenceSettings;
  },
): Promise<Problem[]> {
  const { draft: graph } = row;
  const lookup = {
    ...(await readLookup(tx, ctx, row.teamId)),
    people: await countReach(tx, ctx, row.id, graph),
    maxRounds: row.settings.maxRounds,
  };
  return [...validate(graph, lookup), ...(await findOutsideProblems(tx, ctx, graph))];
}

/** What the graph alone cannot tell: law and senders of its mails. */
export async function findOutsideProblems(tx: Tx, ctx: ServiceContext, graph: Graph): Promise<Problem[]> {
  return [...(await checkLaw(tx, ctx, graph)), ...(await checkSenders(tx, ctx, graph))];
}

function mailsOf(graph: Graph) {
  return nodesOf(graph).flatMap((node) => {
    const config = configOf(graph, node.id, emailNode);
    return config === null ? [] : [{ nodeId: node.id, config }];
  });
}

async function checkLaw(tx: Tx, ctx: ServiceContext, graph: Graph): Promise<Problem[]> {
  if (!mailsOf(graph).some(({ config }) => config.class !== "transactional")) return [];
  const { legalName, postalAddress } = await readSettings(tx, ctx.workspaceId);
  const must = (code: string, message: string): Problem => ({ nodeId: null, code, message, rank: "must" });
  return [
    ...(legalName === null
      ? [must("legal-name-missing", "Add your company's legal name in the settings: every mail has to carry it")]
      : []),
    ...(postalAddress === null
      ? [must("postal-address-missing", "Add your postal address in the settings: every mail has to carry it")]
      : []),
  ];
}

async function checkSenders(tx: Tx, ctx: ServiceContext, graph: Graph): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { nodeId, config } of mailsOf(graph)) {
    const [row] = await tx
      .select({ answerable: sender.answerable, memberId: sender.memberId, address: sender.address })
      .from(sender)
      .where(and(eq(sender.workspaceId, ctx.workspaceId), eq(sender.id, config.senderId)));
    if (!row) continue; // core has said so
    const must = (code: string, message: string) =>
      problems.push({ nodeId, path: "senderId", code, message, rank: "must" });
    if (!row.answerable) {
      must("sender-not-answerable", `Choose a sender people can answer: nobody reads mail to ${row.address}`);
    }
    const others = row.memberId !== null && row.memberId !== memberIdOf(ctx);
    if (others && !ctx.rights.has("sender.of-others")) {
      must("sender-of-others", "Choose another sender: your role does not send from other people's mailboxes");
    }
  }
  return problems;
}
