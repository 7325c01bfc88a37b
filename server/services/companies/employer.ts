import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { company } from "@/db/schema/company";
import { resolveCompanies } from "@/server/services/companies/resolve";
import { InvalidError } from "@/server/services/errors";

interface Known {
  readonly workspaceId: string;
  readonly email: string | null;
  readonly companyId: string | null;
}

interface Said {
  readonly email?: string | null | undefined;
  /** null: of no company; left out: nothing is said */
  readonly companyName?: string | null | undefined;
}

/**
 * The company of a contact after a change. An address of a company decides; a free one says nothing, so that the company
 * stays unless another (or none) is said.
 * @throws InvalidError at `companyName` when the address says otherwise: a name that is not applied is not accepted
 */
export async function employerOf(tx: Tx, before: Known, said: Said): Promise<string | null> {
  const { email, companyName } = said;
  if (email === undefined && companyName === undefined) return before.companyId;
  const { workspaceId } = before;
  const hint = { email: email === undefined ? before.email : email, companyName: companyName ?? null };
  const [found = null] = await resolveCompanies(tx, workspaceId, [hint]);
  if (companyName === undefined) return found ?? before.companyId;
  if (found === null) return null;
  const known = await tx
    .select({ id: company.id, name: company.name, domain: company.domain })
    .from(company)
    .where(
      and(
        eq(company.workspaceId, workspaceId),
        inArray(company.id, before.companyId === null ? [found] : [found, before.companyId]),
      ),
    );
  const named = (id: string | null) => known.find((row) => row.id === id)?.name.toLowerCase() ?? null;
  const wanted = companyName?.toLowerCase() ?? null;
  if (wanted === named(found) || wanted === named(before.companyId)) return found; // nothing else was asked for
  const { name = "", domain } = known.find((row) => row.id === found) ?? {};
  throw InvalidError.at("companyName", `The address says which company it is: ${name} (${domain ?? "by its domain"})`);
}
