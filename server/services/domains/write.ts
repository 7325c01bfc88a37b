import { and, eq, isNull, sql } from "drizzle-orm";
import { isFreeMail } from "@/core/address";
import { toPhoneKey } from "@/core/phone-number";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { listedDomain, listedPhone } from "@/db/schema/listed-domain";
import { sender } from "@/db/schema/sender";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { domainIdInput, saveDomainInput, savePhoneInput } from "@/server/services/domains/schemas";
import { ConflictError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";

/** Lists a domain, or says something else of one that is listed. @throws InvalidError, ConflictError (senders stand on it) */
export async function saveDomain(args: VerbArgs<typeof saveDomainInput>): Promise<{ id: string; domain: string }> {
  const { ctx } = args;
  need(ctx, "domains.write");
  const { domain, use, note } = parseInput(saveDomainInput, args.input);
  if (use !== "phish" && use !== "linked" && isFreeMail(domain)) {
    throw InvalidError.at("domain", "Anybody can have an address there: it is nobody's own");
  }
  return withWorkspace(ctx, async (tx) => {
    if (use !== "mail") await refuseWhileSending(tx, ctx, domain);
    const id = await putDomain(tx, ctx, { domain, use, note });
    await writeAudit(tx, ctx, { action: "domain.saved", subjectRef: id, data: { domain, use } });
    return { id, domain };
  });
}

/** Writes the row; the caller has checked and audits. */
export async function putDomain(
  tx: Tx,
  ctx: ServiceContext,
  row: Pick<typeof listedDomain.$inferInsert, "domain" | "use" | "note">,
): Promise<string> {
  const { workspaceId } = ctx;
  const [stored] = await tx
    .insert(listedDomain)
    .values({ id: newId("domain"), workspaceId, createdBy: memberIdOf(ctx), ...row })
    .onConflictDoUpdate({
      target: [listedDomain.workspaceId, listedDomain.domain],
      set: { use: row.use, note: row.note ?? "" },
    })
    .returning({ id: listedDomain.id });
  if (!stored) throw new Error("an insert that updates on conflict returns its row");
  return stored.id;
}

/** @throws NotFoundError, ConflictError while senders stand on it */
export async function removeDomain(args: VerbArgs<typeof domainIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "domains.write");
  const { id } = parseInput(domainIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .delete(listedDomain)
      .where(and(eq(listedDomain.workspaceId, workspaceId), eq(listedDomain.id, id)))
      .returning({ domain: listedDomain.domain, use: listedDomain.use });
    if (!row) throw new NotFoundError("domain");
    if (row.use === "mail") await refuseWhileSending(tx, ctx, row.domain);
    await writeAudit(tx, ctx, { action: "domain.removed", subjectRef: id, data: { domain: row.domain } });
  });
  return { ok: true };
}

/** Their next mail would be called foreign. */
async function refuseWhileSending(tx: Tx, { workspaceId }: ServiceContext, domain: string): Promise<void> {
  const [one] = await tx
    .select({ address: sender.address })
    .from(sender)
    .where(
      and(
        eq(sender.workspaceId, workspaceId),
        isNull(sender.archivedAt),
        sql`lower(split_part(${sender.address}, '@', 2)) = ${domain}`,
      ),
    )
    .limit(1);
  if (one) throw new ConflictError(`${one.address} sends from it: archive that sender first`);
}

/** Lists a telephone number of ours; one written differently before is renamed. */
export async function savePhone(args: VerbArgs<typeof savePhoneInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "domains.write");
  const { number, label } = parseInput(savePhoneInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [stored] = await tx
      .insert(listedPhone)
      .values({ id: newId("phone"), workspaceId, number, numberKey: toPhoneKey(number), label })
      .onConflictDoUpdate({ target: [listedPhone.workspaceId, listedPhone.numberKey], set: { number, label } })
      .returning({ id: listedPhone.id });
    if (!stored) throw new Error("an insert that updates on conflict returns its row");
    await writeAudit(tx, ctx, { action: "phone.saved", subjectRef: stored.id });
    return { id: stored.id };
  });
}

/** @throws NotFoundError */
export async function removePhone(args: VerbArgs<typeof domainIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "domains.write");
  const { id } = parseInput(domainIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [gone] = await tx
      .delete(listedPhone)
      .where(and(eq(listedPhone.workspaceId, ctx.workspaceId), eq(listedPhone.id, id)))
      .returning({ number: listedPhone.number });
    if (!gone) throw new NotFoundError("telephone number");
    await writeAudit(tx, ctx, { action: "phone.removed", subjectRef: id, data: gone });
  });
  return { ok: true };
}
