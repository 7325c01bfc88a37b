import { and, count, eq, gt, isNull, or, sql } from "drizzle-orm";
import { configOf, entryOf } from "@/core/compile";
import type { Graph } from "@/core/graph";
import { type Entrance, triggerNode } from "@/core/nodes/trigger";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact, contactTag } from "@/db/schema/contact";
import { enrollment } from "@/db/schema/enrollment";
import { segment } from "@/db/schema/segment";
import type { ServiceContext } from "@/server/services/context";
import { FORM_EVENT } from "@/server/services/enrollments/enter-by-signals";
import { segmentFilter } from "@/server/services/segments/filter";

const MONTH_MS = 30 * 86_400_000;

/**
 * How many people publishing reaches, as far as one can know before: those who are in it or came in the last 30 days, whom its
 * entrance names today, and who did in the last 30 days what lets people in. Whom somebody lets in by hand is counted then
 * (enrollments/briefed.ts).
 */
export async function countReach(tx: Tx, ctx: ServiceContext, sequenceId: string, graph: Graph): Promise<number> {
  const { workspaceId } = ctx;
  const since = new Date(ctx.now().getTime() - MONTH_MS);
  const [inside] = await tx
    .select({ people: count() })
    .from(enrollment)
    .where(
      and(
        eq(enrollment.workspaceId, workspaceId),
        eq(enrollment.sequenceId, sequenceId),
        or(eq(enrollment.status, "active"), gt(enrollment.enteredAt, since)),
      ),
    );
  return Math.max(inside?.people ?? 0, await countEntrance(tx, ctx, graph));
}

async function countEntrance(tx: Tx, ctx: ServiceContext, graph: Graph): Promise<number> {
  const { workspaceId } = ctx;
  const entryId = entryOf(graph);
  const entrance = entryId === null ? undefined : configOf(graph, entryId, triggerNode)?.entrance;
  const living = and(eq(contact.workspaceId, workspaceId), isNull(contact.archivedAt));
  if (entrance?.by === "segment") {
    const [known] = await tx
      .select({ id: segment.id })
      .from(segment)
      .where(and(eq(segment.workspaceId, workspaceId), eq(segment.id, entrance.segmentId)));
    if (!known) return 0; // core says so
    const [row] = await tx
      .select({ people: count() })
      .from(contact)
      .where(and(living, await segmentFilter(tx, ctx, entrance.segmentId)));
    return row?.people ?? 0;
  }
  if (entrance?.by === "tag" && entrance.tag !== "") {
    const [row] = await tx
      .select({ people: count() })
      .from(contactTag)
      .where(and(eq(contactTag.workspaceId, workspaceId), eq(contactTag.tag, entrance.tag)));
    return row?.people ?? 0;
  }
  if (entrance?.by === "date" && entrance.attribute !== "") {
    const [row] = await tx
      .select({ people: count() })
      .from(contact)
      .where(and(living, sql`coalesce(${contact.attributes}->>${entrance.attribute}, '') <> ''`));
    return row?.people ?? 0;
  }
  return entrance === undefined ? 0 : countDoers(tx, ctx, entrance);
}

/** Who did it in the last 30 days; the tests on its properties are left out: rather a briefing too many. Index signal_by_name. */
async function countDoers(tx: Tx, ctx: ServiceContext, entrance: Entrance): Promise<number> {
  const asked = toDeed(entrance);
  if (asked === null) return 0;
  const since = new Date(ctx.now().getTime() - MONTH_MS).toISOString();
  const params = [ctx.workspaceId, asked.kind, asked.name, asked.ref, since];
  const [row] = await queryRows<{ people: number }>(tx, DOERS, params);
  return row?.people ?? 0;
}

function toDeed(entrance: Entrance): { kind: string; name: string; ref: string } | null {
  if (entrance.by === "event") return entrance.name === "" ? null : { kind: "event", name: entrance.name, ref: "" };
  if (entrance.by === "form")
    return entrance.formId === "" ? null : { kind: "event", name: FORM_EVENT, ref: entrance.formId };
  return entrance.by === "purchase" ? { kind: "purchase", name: "", ref: entrance.productId } : null;
}

const DOERS = `
select count(distinct s.person_id)::int as people
from signal s left join product p on p.workspace_id = s.workspace_id and p.id = $4::text
where s.workspace_id = $1::text and s.kind = $2::text and s.kind in ('event', 'purchase') and s.verdict = 'human'
  and ($3::text = '' or s.name = $3::text) and s.occurred_at > $5::timestamptz
  and ($4::text = '' or s.name = p.key or s.data->'productIds' ? $4::text or s.data->>'formId' = $4::text)`;
