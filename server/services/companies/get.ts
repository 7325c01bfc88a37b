import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import { companyUsage } from "@/core/attention/company-usage";
import { toDate, toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact } from "@/db/schema/contact";
import { touch } from "@/db/schema/touch";
import { companyIdInput } from "@/server/services/companies/schemas";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { gatherRules } from "@/server/services/touches/gather/rules";
import { gatherCompanyUse } from "@/server/services/touches/gather/senders";
import { readSettings } from "@/server/services/workspaces/settings";

const MAILS = 20;

/** One company: who it is, the last that was said to its people, and how full its rules are. Its people are `contacts.list` with `companyId`. @throws NotFoundError */
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
    return {
      ...columns,
      people: counted?.people ?? 0,
      mails: await lastMails(tx, ctx.workspaceId, id),
      rules: await usageOf(tx, ctx, row),
    };
  });
}

/** The last that was said to people of the company, by whatever way. */
async function lastMails(tx: Tx, workspaceId: string, companyId: string) {
  const rows = await tx
    .select({
      id: touch.id,
      contactId: touch.contactId,
      subject: touch.subject,
      channel: touch.channel,
      state: touch.state,
      at: sql`${touch.countedAt}`.mapWith((at: string) => new Date(at)),
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
    })
    .from(touch)
    .innerJoin(contact, and(eq(contact.workspaceId, touch.workspaceId), eq(contact.id, touch.contactId)))
    .where(and(eq(touch.workspaceId, workspaceId), eq(touch.companyId, companyId), sql`${touch.countedAt} is not null`))
    .orderBy(desc(touch.countedAt))
    .limit(MAILS);
  return rows.map(({ firstName, lastName, email, ...mail }) => ({
    ...mail,
    name: nameOf({ firstName, lastName, email }),
  }));
}

/** How full each company rule is, in the company's zone. */
async function usageOf(tx: Tx, ctx: ServiceContext, row: typeof company.$inferSelect) {
  const now = toEpochMs(ctx.now());
  const zone = row.timeZone ?? (await readSettings(tx, ctx.workspaceId)).timeZone;
  const rules = await gatherRules(tx, ctx.workspaceId);
  const uses = await gatherCompanyUse(tx, ctx.workspaceId, [row.id], rules, now);
  return companyUsage(rules, uses, zone, now).map(({ rule, used, max, freesAt }) => ({
    rule,
    used,
    max,
    freesAt: freesAt === null ? null : toDate(freesAt),
  }));
}
