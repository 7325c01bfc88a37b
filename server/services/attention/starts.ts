import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { type Condition, everybody } from "@/core/audience";
import { type Graph, nodesOf } from "@/core/graph";
import { type Entrance, triggerSchema } from "@/core/nodes/trigger";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { countAudience } from "@/server/services/attention/scheduled-broadcasts";
import { need, type ServiceContext } from "@/server/services/context";
import { conditionFilter } from "@/server/services/segments/filter";

const DAYS = 28;

/** A sequence that takes people in, or will when it is published, with what it will say. */
export interface Start {
  readonly id: string;
  readonly name: string;
  readonly state: "draft" | "live" | "paused";
  readonly teamId: string | null;
  /** What lets people in. */
  readonly by: Entrance["by"];
  readonly mails: readonly {
    readonly subject: string;
    readonly topicId: string | null;
    readonly senderId: string | null;
  }[];
  /** Live: people who entered a day, on average over four weeks. */
  readonly perDay: number | null;
  /** Draft that takes in a segment or a tag: who would enter today, and how many of them others want already. */
  readonly audience: { readonly people: number; readonly overlap: number } | null;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: Start["state"];
  readonly team_id: string | null;
  readonly graph: string;
  readonly entered: number;
}

/**
 * What is going to start without a date of its own: live sequences with how many people enter a day, and drafts with whom
 * they would reach on the day they are published.
 */
export async function readStarts({ ctx }: { ctx: ServiceContext }): Promise<Start[]> {
  need(ctx, "read");
  return withWorkspace(ctx, async (tx) => {
    const rows = await queryRows<Row>(tx, SEQUENCES, [ctx.workspaceId, ctx.now().toISOString()]);
    const starts: Start[] = [];
    for (const row of rows) starts.push(await toStart(tx, ctx, row));
    return starts;
  });
}

async function toStart(tx: Tx, ctx: ServiceContext, row: Row): Promise<Start> {
  const graph = JSON.parse(row.graph) as Graph; // jsonb of a graph
  const nodes = nodesOf(graph);
  const trigger = nodes.find(({ kind }) => kind === "trigger");
  const entrance = triggerSchema.shape.entrance.safeParse(trigger?.config?.entrance);
  const condition = triggerSchema.shape.condition.safeParse(trigger?.config?.condition);
  const audience = entrance.success ? audienceOf(entrance.data, condition.success ? condition.data : everybody) : null;
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    teamId: row.team_id,
    by: entrance.success ? entrance.data.by : "hand",
    mails: nodes.filter(({ kind }) => kind === "email").map(({ config }) => mailOf(config)),
    perDay: row.state === "draft" ? null : Math.round((row.entered / DAYS) * 10) / 10,
    audience: row.state === "draft" && audience !== null ? await reachOf(tx, ctx, audience) : null,
  };
}

/** Whom a draft takes in on the day it is published; null where that depends on what people do then. */
function audienceOf(entrance: Entrance, condition: Condition): Condition | null {
  const inside: Condition | null =
    entrance.by === "segment" && entrance.segmentId !== ""
      ? { type: "test", subject: { on: "segments" }, op: "has", value: [entrance.segmentId] }
      : null;
  return inside === null ? null : { type: "all", of: [inside, condition] };
}

async function reachOf(tx: Tx, ctx: ServiceContext, audience: Condition): Promise<Start["audience"]> {
  const living = and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt));
  return countAudience(tx, ctx, and(living, await conditionFilter(tx, ctx, audience)), null);
}

const words = z.object({ subject: z.string(), topicId: z.string(), senderId: z.string() }).partial();

function mailOf(config: unknown): Start["mails"][number] {
  const { subject = "", topicId, senderId } = words.catch({}).parse(config);
  return { subject, topicId: topicId || null, senderId: senderId || null };
}

const SEQUENCES = `
select q.id, q.name, q.state, q.team_id, coalesce(v.graph, q.draft)::text as graph, (
    select count(*)::int from enrollment e where e.workspace_id = q.workspace_id and e.sequence_id = q.id
      and e.entered_at > $2::timestamptz - interval '${DAYS} days') as entered
from sequence q
left join sequence_version v on v.workspace_id = q.workspace_id and v.id = q.live_version_id
where q.workspace_id = $1::text and q.state in ('draft', 'live', 'paused')
order by q.state, q.name limit 200`;
