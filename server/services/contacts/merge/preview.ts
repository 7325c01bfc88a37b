import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { suppressionsOf } from "@/server/services/suppressions/hits";
import { findPair } from "./people";
import { samePassage } from "./same-passage";
import { mergePairInput } from "./schemas";

/** One of the two as they stand now. */
export interface MergeSide {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly sent: number;
  readonly waiting: number;
  readonly inside: number;
  readonly replies: number;
  readonly products: number;
  readonly suppressed: boolean;
}

export interface MergePreview {
  readonly keep: MergeSide;
  readonly other: MergeSide;
  /** Sequences both are inside: the other's passage ends. */
  readonly twins: readonly string[];
  /** Topics only one of them has left: left for both. */
  readonly leaves: readonly string[];
  /** Sent to both together in the last seven days: what the rules see from then on. */
  readonly lastWeek: number;
}

/** What merging two contacts would do; changes nothing. @throws NotFoundError, ConflictError */
export async function previewMerge(args: VerbArgs<typeof mergePairInput>): Promise<MergePreview> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const input = parseInput(mergePairInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { keepPersonId, otherPersonId } = await findPair(tx, workspaceId, input);
    const both = [workspaceId, keepPersonId, otherPersonId];
    const sides = await queryRows<Side>(tx, SIDES, [workspaceId, [keepPersonId, otherPersonId]]);
    const [also] = await queryRows<{ twins: string[]; leaves: string[]; last_week: number }>(tx, ALSO, [
      ...both,
      ctx.now().toISOString(),
    ]);
    const sideOf = (id: string): MergeSide => {
      const row = sides.find((one) => one.id === id);
      if (!row) throw new Error("a person of the pair is gone");
      const { sent, waiting, inside, replies, products, suppressed, addresses } = row;
      const name = nameOf({ firstName: row.first_name, lastName: row.last_name, email: addresses[0] ?? null });
      return { name, addresses, sent, waiting, inside, replies, products, suppressed };
    };
    return {
      keep: sideOf(keepPersonId),
      other: sideOf(otherPersonId),
      twins: also?.twins ?? [],
      leaves: also?.leaves ?? [],
      lastWeek: also?.last_week ?? 0,
    };
  });
}

interface Side {
  id: string;
  first_name: string | null;
  last_name: string | null;
  addresses: string[];
  sent: number;
  waiting: number;
  inside: number;
  replies: number;
  products: number;
  suppressed: boolean;
}

const count = (from: string, where: string) =>
  `(select count(*)::int from ${from} x where x.workspace_id = p.workspace_id and x.person_id = p.id and ${where})`;

const SIDES = `
select p.id, c.first_name, c.last_name,
  array(select k.email from contact k where k.workspace_id = p.workspace_id and k.person_id = p.id and k.email is not null
    order by k.created_at, k.id) as addresses,
  ${count("touch", "x.counted_at is not null")} as sent,
  ${count("touch", "x.state in ('planned', 'waiting', 'held', 'claimed', 'handed_over')")} as waiting,
  ${count("enrollment", "x.status = 'active'")} as inside,
  ${count("signal", "x.kind = 'reply'")} as replies,
  ${count("product_fact", "true")} as products,
  exists (select 1 from contact k cross join lateral ${suppressionsOf("k")} s
    where k.workspace_id = p.workspace_id and k.person_id = p.id) as suppressed
from person p
cross join lateral (
  select first_name, last_name from contact k where k.workspace_id = p.workspace_id and k.person_id = p.id
  order by (k.archived_at is null) desc, k.created_at, k.id limit 1) c
where p.workspace_id = $1::text and p.id = any($2::text[])`;

const ALSO = `
select
  array(select distinct s.name from enrollment o
    join enrollment k on k.workspace_id = o.workspace_id and k.sequence_id = o.sequence_id and k.person_id = $2::text and k.status = 'active'
      and ${samePassage("k", "o")}
    join sequence s on s.workspace_id = o.workspace_id and s.id = o.sequence_id
    where o.workspace_id = $1::text and o.person_id = $3::text and o.status = 'active' order by 1) as twins,
  array(select t.name from topic_choice o join topic t on t.workspace_id = o.workspace_id and t.id = o.topic_id
    where o.workspace_id = $1::text and o.person_id in ($2::text, $3::text) and o.choice = 'out'
    group by t.id, t.name having count(*) = 1 order by 1) as leaves,
  (select count(*)::int from touch t where t.workspace_id = $1::text and t.person_id in ($2::text, $3::text) and t.counts
    and t.counted_at > $4::timestamptz - interval '7 days') as last_week`;
