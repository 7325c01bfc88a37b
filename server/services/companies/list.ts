import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { listCompaniesInput } from "@/server/services/companies/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { fromCursor, toPage } from "@/server/services/page";

// names of columns alone would be those of the inner table
const people = sql<number>`(select count(*)::int from contact c where c.workspace_id = company.workspace_id and c.company_id = company.id and c.archived_at is null)`;

const lastTouchAt =
  sql`(select max(t.counted_at) from touch t where t.workspace_id = company.workspace_id and t.company_id = company.id and t.counted_at is not null)`.mapWith(
    (at: string | null) => (at === null ? null : new Date(at)),
  );

/** Companies by name, with how many contacts each has and when one of them was last written to. */
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
      .select({ id: company.id, name: company.name, domain: company.domain, people, lastTouchAt })
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
