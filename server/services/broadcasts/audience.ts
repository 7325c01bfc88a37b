import { and, count, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { toEmailKey } from "@/core/address";
import type { TouchClass } from "@/core/attention/rule";
import type { BroadcastAudience } from "@/core/broadcast";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { previewAudienceInput, resolveListInput } from "@/server/services/broadcasts/schemas";
import { basisFor } from "@/server/services/consents/holding";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { segmentFilter } from "@/server/services/segments/filter";
import { hasLivingOther, ofAddressAlone, suppressionsOf } from "@/server/services/suppressions/hits";

/** Above this the breakdown is left out: it looks at each person. */
const BREAKDOWN_UP_TO = 100_000;
const LIST_MAX = 20_000;

/** Whom an audience means, as a `where` over `contact`: living ones with an address. @throws NotFoundError (segment) */
export async function audienceWhere(
  tx: Tx,
  ctx: ServiceContext,
  audience: BroadcastAudience,
): Promise<SQL | undefined> {
  const living = and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt), isNotNull(contact.emailKey));
  switch (audience.by) {
    case "everybody":
      return living;
    case "segment":
      return and(living, await segmentFilter(tx, ctx, audience.segmentId));
    case "tag":
      return and(
        living,
        sql`exists (select 1 from contact_tag g where g.workspace_id = ${contact.workspaceId} and g.contact_id = ${contact.id} and g.tag = ${audience.tag})`,
      );
    case "contacts":
      return and(living, inArray(contact.id, [...audience.contactIds]));
  }
}

/** How many people an audience holds now. */
export async function countPeople(tx: Tx, ctx: ServiceContext, audience: BroadcastAudience): Promise<number> {
  const [row] = await tx
    .select({ people: sql<number>`count(distinct ${contact.personId})::int` })
    .from(contact)
    .where(await audienceWhere(tx, ctx, audience));
  return row?.people ?? 0;
}

/** Who would get it, as things are. The governor asks each again when the time comes. */
export interface AudiencePreview {
  people: number;
  /** Who cannot get it, by the first reason; null: too many people to look at each. */
  unreachable: { suppressed: number; optedOut: number; noConsent: number } | null;
  /** Who has other messages waiting or planned within a day: the rules put them in order. Null as above. */
  alsoWanted: number | null;
}

/** The audience while it is being chosen: an unfinished choice holds nobody. @throws NotFoundError (segment) */
export async function previewAudience(args: VerbArgs<typeof previewAudienceInput>): Promise<AudiencePreview> {
  const { ctx } = args;
  need(ctx, "read");
  const { audience, ...message } = parseInput(previewAudienceInput, args.input);
  const nobody: AudiencePreview = {
    people: 0,
    unreachable: { suppressed: 0, optedOut: 0, noConsent: 0 },
    alsoWanted: 0,
  };
  if (audience === null || (audience.by === "segment" && audience.segmentId === "")) return nobody;
  return withWorkspace(ctx, async (tx) => {
    const people = await countPeople(tx, ctx, audience);
    if (people === 0) return nobody;
    if (people > BREAKDOWN_UP_TO) return { people, unreachable: null, alsoWanted: null };
    return { people, ...(await breakDown(tx, ctx, audience, message)) };
  });
}

async function breakDown(
  tx: Tx,
  ctx: ServiceContext,
  audience: BroadcastAudience,
  message: { class: TouchClass; topicId: string },
): Promise<Omit<AudiencePreview, "people">> {
  const { workspaceId } = ctx;
  const asks = message.class !== "transactional";
  // by the first of their contacts, as it is made for (work.ts); where that address is dead, another that lives is written to
  const who = tx
    .selectDistinctOn([contact.personId], {
      id: contact.id,
      personId: contact.personId,
      workspaceId: sql<string>`${contact.workspaceId}`.as("workspace_id"),
    })
    .from(contact)
    .where(await audienceWhere(tx, ctx, audience))
    .orderBy(contact.personId, contact.id)
    .as("who");
  const suppressed = sql`exists (
    select 1 from ${sql.raw(suppressionsOf("who"))} s
    where (s.scope = 'all' or ${asks}) and not (s.scope = 'all' and ${sql.raw(ofAddressAlone("s"))} and ${sql.raw(hasLivingOther("who"))}))`;
  const optedOut = sql`${asks} and exists (
    select 1 from topic_choice o where o.workspace_id = ${workspaceId} and o.person_id = ${who.personId}
      and o.topic_id = ${message.topicId} and o.choice = 'out')`;
  const noConsent = sql`${asks} and ${basisFor(workspaceId, who.personId, message.topicId)} = 'none'`;
  const wanted = sql`exists (
    select 1 from touch t where t.workspace_id = ${workspaceId} and t.person_id = ${who.personId}
      and (t.state in ('waiting', 'held') or (t.state = 'planned' and t.due_at <= ${ctx.now().toISOString()}::timestamptz + interval '24 hours')))`;
  const each = tx
    .select({
      suppressed: sql<boolean>`${suppressed}`.as("suppressed"),
      optedOut: sql<boolean>`${optedOut}`.as("opted_out"),
      noConsent: sql<boolean>`${noConsent}`.as("no_consent"),
      wanted: sql<boolean>`${wanted}`.as("wanted"),
    })
    .from(who)
    .as("each");
  const [row] = await tx
    .select({
      suppressed: sql<number>`count(*) filter (where ${each.suppressed})::int`,
      noConsent: sql<number>`count(*) filter (where ${each.noConsent} and not ${each.suppressed})::int`,
      optedOut: sql<number>`count(*) filter (where ${each.optedOut} and not ${each.noConsent} and not ${each.suppressed})::int`,
      wanted: sql<number>`count(*) filter (where ${each.wanted})::int`,
      all: count(),
    })
    .from(each);
  const { suppressed: barred = 0, noConsent: basis = 0, optedOut: out = 0, wanted: others = 0 } = row ?? {};
  return { unreachable: { suppressed: barred, optedOut: out, noConsent: basis }, alsoWanted: others };
}

/** Turns pasted addresses into a list: who is known here, and which addresses are not. */
export async function resolveList(
  args: VerbArgs<typeof resolveListInput>,
): Promise<{ contactIds: string[]; unknown: string[] }> {
  const { ctx } = args;
  need(ctx, "read");
  const { text } = parseInput(resolveListInput, args.input);
  const keys = new Set<string>();
  for (const part of text.split(/[\s,;<>"'()]+/u)) {
    const key = part.includes("@") ? toEmailKey(part) : null;
    if (key !== null && keys.size < LIST_MAX) keys.add(key);
  }
  if (keys.size === 0) return { contactIds: [], unknown: [] };
  const rows = await withWorkspace(ctx, (tx) =>
    tx
      .select({ id: contact.id, key: contact.emailKey })
      .from(contact)
      .where(
        and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt), inArray(contact.emailKey, [...keys])),
      ),
  );
  for (const { key } of rows) if (key !== null) keys.delete(key);
  return { contactIds: rows.map(({ id }) => id), unknown: [...keys].slice(0, 1_000) };
}
