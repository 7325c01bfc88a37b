import { and, asc, count, eq, gt, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact } from "@/db/schema/contact";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { fromCursor, pageInput, toPage } from "@/server/services/page";

export const listCompaniesInput = pageInput.extend({ search: z.string().trim().max(200).default("") });
export const companyIdInput = z.object({ id: z.string().min(1) });

const people = sql<number>`(select count(*)::int from contact c where c.workspace_id = ${company.workspaceId} and c.company_id = ${company.id} and c.archived_at is null)`;

/** Companies by name, with how many contacts each has. */
export async function listCompanies(args: VerbArgs<typeof listCompaniesInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, search } = parseInput(listCompaniesInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [name, id] = cursor ? fromCursor(cursor) : [];
    const after =
      name === undefined
        ? undefined
        : or(gt(company.name, String(name)), and(eq(company.name, String(name)), gt(company.id, String(id))));
    const term = `%${search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const found =
      search === ""
        ? undefined
        : sql`(lower(${company.name}) like ${term} or coalesce(${company.domain}, '') like ${term})`;
    const rows = await tx
      .select({ id: company.id, name: company.name, domain: company.domain, people })
      .from(company)
      .where(and(eq(company.workspaceId, ctx.workspaceId), found, after))
      .orderBy(asc(company.name), asc(company.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.name, row.id],
      (row) => row,
    );
  });
}

/** One company. Its people are `contacts.list` with `companyId`. @throws NotFoundError */
export async function getCompany(args: VerbArgs<typeof companyIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(companyIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(company)
      .where(and(eq(company.workspaceId, ctx.workspaceId), eq(company.id, id)));
    if (!row) throw new NotFoundError("company");
    const [counted] = await tx
      .select({ people: count() })
      .from(contact)
      .where(and(eq(contact.workspaceId, ctx.workspaceId), eq(contact.companyId, id), isNull(contact.archivedAt)));
    const { workspaceId: _, ...columns } = row;
    return { ...columns, people: counted?.people ?? 0 };
  });
}
