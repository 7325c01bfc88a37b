import { and, eq } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { contact } from "@/db/schema/contact";
import { person } from "@/db/schema/person";
import { writeAudit } from "@/server/services/audit-log";
import { findContact } from "@/server/services/contacts/internal";
import { clearLeaveAloneInput, leaveAloneInput } from "@/server/services/contacts/schemas";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { lookAgain } from "@/server/services/touches/look";

interface Hold {
  readonly leaveAloneUntil: Date | null;
  readonly leaveAloneReason: string | null;
  readonly leaveAloneBy: string | null;
}

/** Holds every marketing and sales touch of a person (or everybody at their company) until a date. @throws NotFoundError, InvalidError */
export async function leaveAlone(args: VerbArgs<typeof leaveAloneInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "leave-alone");
  const { contactId, until, reason, wholeCompany } = parseInput(leaveAloneInput, args.input);
  if (until <= ctx.now()) throw InvalidError.at("until", "Choose a date that is still to come");
  const hold = { leaveAloneUntil: until, leaveAloneReason: reason, leaveAloneBy: memberIdOf(ctx) };
  await withWorkspace(ctx, async (tx) => {
    const { subjectRef, personId } = await writeHold(tx, ctx, contactId, wholeCompany, hold);
    const data = { until: until.toISOString(), at: ctx.now().toISOString() };
    await writeAudit(tx, ctx, { action: "leave-alone.set", subjectRef, personId, reason, data });
  });
  return { ok: true };
}

/** Ends it early. @throws NotFoundError */
export async function clearLeaveAlone(args: VerbArgs<typeof clearLeaveAloneInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "leave-alone");
  const { contactId, wholeCompany } = parseInput(clearLeaveAloneInput, args.input);
  const hold = { leaveAloneUntil: null, leaveAloneReason: null, leaveAloneBy: null };
  await withWorkspace(ctx, async (tx) => {
    const { subjectRef, personId } = await writeHold(tx, ctx, contactId, wholeCompany, hold);
    await writeAudit(tx, ctx, {
      action: "leave-alone.cleared",
      subjectRef,
      personId,
      data: { at: ctx.now().toISOString() },
    });
  });
  return { ok: true };
}

async function writeHold(tx: Tx, ctx: ServiceContext, contactId: string, wholeCompany: boolean, hold: Hold) {
  const { workspaceId } = ctx;
  const now = toEpochMs(ctx.now());
  const { personId, companyId } = await findContact(tx, workspaceId, contactId);
  if (!wholeCompany) {
    await tx
      .update(person)
      .set(hold)
      .where(and(eq(person.workspaceId, workspaceId), eq(person.id, personId)));
    await lookAgain(tx, workspaceId, [personId], now);
    return { subjectRef: personId, personId };
  }
  if (companyId === null) throw InvalidError.at("wholeCompany", "This contact has no company");
  await tx
    .update(company)
    .set(hold)
    .where(and(eq(company.workspaceId, workspaceId), eq(company.id, companyId)));
  const colleagues = await tx
    .selectDistinct({ personId: contact.personId })
    .from(contact)
    .where(and(eq(contact.workspaceId, workspaceId), eq(contact.companyId, companyId)));
  await lookAgain(
    tx,
    workspaceId,
    colleagues.map((row) => row.personId),
    now,
  );
  return { subjectRef: companyId, personId: null };
}
