import { asc, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { member, user } from "@/db/schema/auth";
import { capRule } from "@/db/schema/cap-rule";
import { form } from "@/db/schema/form";
import { product } from "@/db/schema/product";
import { segment } from "@/db/schema/segment";
import { sender } from "@/db/schema/sender";
import { sequence } from "@/db/schema/sequence";
import { team } from "@/db/schema/team";
import { topic } from "@/db/schema/topic";
import { attributeRows } from "@/server/services/attributes/list";
import { readBrands } from "@/server/services/brands/manage";
import { listTags } from "@/server/services/contacts/vocabulary";
import { need, type ServiceContext } from "@/server/services/context";
import { readListed } from "@/server/services/domains/list";

/**
 * What things of the workspace are called: for sentences, pickers and the browser's validation of a draft. Archived ones
 * are in it, marked: old sentences still name them, pickers leave them out.
 */
export async function readNames({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const { workspaceId } = ctx;
  const tags = await listTags({ ctx });
  return withWorkspace(ctx, async (tx) => ({
    senders: (await tx.select().from(sender).where(eq(sender.workspaceId, workspaceId)).orderBy(asc(sender.name))).map(
      ({ id, name, address, memberId, teamId, answerable, archivedAt }) => ({
        id,
        name,
        address,
        memberId,
        teamId,
        answerable,
        archived: archivedAt !== null,
      }),
    ),
    topics: (await tx.select().from(topic).where(eq(topic.workspaceId, workspaceId)).orderBy(asc(topic.name))).map(
      (row) => ({ id: row.id, name: row.name, class: row.class, archived: row.archivedAt !== null }),
    ),
    products: (
      await tx.select().from(product).where(eq(product.workspaceId, workspaceId)).orderBy(asc(product.name))
    ).map((row) => ({ id: row.id, name: row.name, key: row.key, archived: row.archivedAt !== null })),
    segments: (
      await tx.select().from(segment).where(eq(segment.workspaceId, workspaceId)).orderBy(asc(segment.name))
    ).map((row) => ({ id: row.id, name: row.name, archived: row.archivedAt !== null })),
    sequences: (
      await tx
        .select({ id: sequence.id, name: sequence.name, state: sequence.state })
        .from(sequence)
        .where(eq(sequence.workspaceId, workspaceId))
        .orderBy(asc(sequence.name))
    ).map((row) => ({ ...row, archived: row.state === "archived" })),
    members: await tx
      .select({ id: user.id, name: user.name, email: user.email })
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(eq(member.organizationId, workspaceId))
      .orderBy(asc(user.name)),
    teams: await tx
      .select({ id: team.id, name: team.name, tone: team.tone })
      .from(team)
      .where(eq(team.workspaceId, workspaceId))
      .orderBy(asc(team.name)),
    rules: await tx
      .select({ id: capRule.id, name: capRule.name })
      .from(capRule)
      .where(eq(capRule.workspaceId, workspaceId))
      .orderBy(asc(capRule.name)),
    forms: (await tx.select().from(form).where(eq(form.workspaceId, workspaceId)).orderBy(asc(form.name))).map(
      (row) => ({
        id: row.id,
        name: row.name,
        archived: row.archivedAt !== null,
      }),
    ),
    tags: tags.map(({ tag }) => tag),
    attributes: await attributeRows(tx, workspaceId),
    brands: await readBrands(tx, workspaceId),
    listed: await readListed(tx, workspaceId),
  }));
}
