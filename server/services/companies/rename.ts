import { and, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact } from "@/db/schema/contact";
import { writeAudit } from "@/server/services/audit-log";
import { renameCompanyInput } from "@/server/services/companies/schemas";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";

/** Calls a company otherwise; its domain stays what it is known by. Conditions read the name, so its people are asked anew. @throws NotFoundError */
export async function renameCompany(args: VerbArgs<typeof renameCompanyInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.write");
  const { id, name } = parseInput(renameCompanyInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const changed = await tx
      .update(company)
      .set({ name })
      .where(and(eq(company.workspaceId, workspaceId), eq(company.id, id)))
      .returning({ id: company.id });
    if (changed.length === 0) throw new NotFoundError("company");
    const people = await tx
      .select({ id: contact.id })
      .from(contact)
      .where(and(eq(contact.workspaceId, workspaceId), eq(contact.companyId, id)));
    await writeAudit(tx, ctx, { action: "company.renamed", subjectRef: id, data: { name } });
    await tellContactsChanged(tx, ctx, { contactIds: people.map((one) => one.id), personIds: [] });
  });
  return { ok: true };
}
