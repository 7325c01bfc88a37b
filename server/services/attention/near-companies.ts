import { and, eq, inArray } from "drizzle-orm";
import { companyUsage } from "@/core/attention/company-usage";
import type { CapRule } from "@/core/attention/rule";
import { toDate } from "@/core/instant";
import type { Tx } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact } from "@/db/schema/contact";
import type { NearRange } from "@/server/services/attention/near-candidates";
import { fullestFirst, isNear, type NearLimit } from "@/server/services/attention/near-shape";
import { nameOf } from "@/server/services/contacts/name-of";
import { gatherCompanyUse } from "@/server/services/touches/gather/senders";
import { readSettings } from "@/server/services/workspaces/settings";

/** What is full or nearly so of each company, with who of its people were written to. */
export async function companiesNear(
  tx: Tx,
  workspaceId: string,
  companyIds: readonly string[],
  rules: readonly CapRule[],
  { now, full }: NearRange,
): Promise<(NearLimit & { readonly id: string })[]> {
  if (companyIds.length === 0) return [];
  const companies = await tx
    .select({ id: company.id, name: company.name, timeZone: company.timeZone })
    .from(company)
    .where(and(eq(company.workspaceId, workspaceId), inArray(company.id, [...companyIds])));
  const uses = await gatherCompanyUse(tx, workspaceId, companyIds, rules, now);
  const { timeZone } = await readSettings(tx, workspaceId);
  const usages = companies.flatMap((one) =>
    companyUsage(
      rules,
      uses.filter(({ companyId }) => companyId === one.id),
      one.timeZone ?? timeZone,
      now,
    )
      .filter((usage) => isNear(usage, full))
      .sort(fullestFirst)
      .map((usage) => ({ one, usage })),
  );
  const names = await namesOf(
    tx,
    workspaceId,
    usages.flatMap(({ usage }) => usage.by.map(({ contactId }) => contactId)),
  );
  return usages.map(({ one, usage: { rule, used, max, freesAt, by } }) => ({
    id: one.id,
    who: { of: "company", id: one.id, name: one.name },
    rule,
    of: "",
    used,
    max,
    freesAt: freesAt === null ? null : toDate(freesAt),
    by: by.map(({ contactId, at }) => ({ of: "person", title: names.get(contactId) ?? "somebody", at: toDate(at) })),
  }));
}

async function namesOf(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<Map<string, string>> {
  if (contactIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: contact.id, firstName: contact.firstName, lastName: contact.lastName, email: contact.email })
    .from(contact)
    .where(and(eq(contact.workspaceId, workspaceId), inArray(contact.id, [...new Set(contactIds)])));
  return new Map(rows.map((row) => [row.id, nameOf(row)]));
}
