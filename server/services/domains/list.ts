import { asc, eq } from "drizzle-orm";
import type { ListedDomain } from "@/core/domain-list";
import { type Tx, withWorkspace } from "@/db/client";
import { listedDomain, listedPhone } from "@/db/schema/listed-domain";
import { need, type ServiceContext } from "@/server/services/context";

/** Domains and telephone numbers the workspace lists, by name. */
export async function listDomains({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const { workspaceId } = ctx;
  return withWorkspace(ctx, async (tx) => ({
    domains: await tx
      .select({
        id: listedDomain.id,
        domain: listedDomain.domain,
        use: listedDomain.use,
        note: listedDomain.note,
        records: listedDomain.records,
        recordsAt: listedDomain.recordsAt,
      })
      .from(listedDomain)
      .where(eq(listedDomain.workspaceId, workspaceId))
      .orderBy(asc(listedDomain.domain)),
    phones: await tx
      .select({ id: listedPhone.id, number: listedPhone.number, label: listedPhone.label })
      .from(listedPhone)
      .where(eq(listedPhone.workspaceId, workspaceId))
      .orderBy(asc(listedPhone.label), asc(listedPhone.number)),
  }));
}

/** The same for checks: what core compares with. */
export async function readListed(tx: Tx, workspaceId: string): Promise<{ domains: ListedDomain[]; phones: string[] }> {
  const domains = await tx
    .select({ domain: listedDomain.domain, use: listedDomain.use })
    .from(listedDomain)
    .where(eq(listedDomain.workspaceId, workspaceId))
    .orderBy(asc(listedDomain.domain));
  const phones = await tx
    .select({ number: listedPhone.number })
    .from(listedPhone)
    .where(eq(listedPhone.workspaceId, workspaceId))
    .orderBy(asc(listedPhone.number));
  return { domains, phones: phones.map(({ number }) => number) };
}
