import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { suppression } from "@/db/schema/suppression";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, pageInput, toPage } from "@/server/services/page";
import { emailHash, suppressAddresses } from "@/server/services/suppressions/suppress";
import { lookAgain } from "@/server/services/touches/look";

export const suppressionScopes = ["all", "marketing_and_sales"] as const;

export const listSuppressionsInput = pageInput.extend({ search: z.string().trim().max(254).default("") });
export const addSuppressionInput = z.object({
  email: z.string().trim().max(254),
  scope: z.enum(suppressionScopes),
  reason: z.string().trim().min(1, "Say why").max(300),
});
export const liftSuppressionInput = z.object({
  id: z.string().min(1),
  reason: z.string().trim().min(1, "Say why it may be written to again").max(300),
});

/** Addresses that are not written to, newest first. An erased one has no address left, only its hash. */
export async function listSuppressions(args: VerbArgs<typeof listSuppressionsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, search } = parseInput(listSuppressionsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: suppression.id,
        email: suppression.emailKey,
        contactId: contact.id,
        scope: suppression.scope,
        reason: suppression.reason,
        source: suppression.source,
        evidenceRef: suppression.evidenceRef,
        createdAt: suppression.createdAt,
      })
      .from(suppression)
      .leftJoin(
        contact,
        and(eq(contact.workspaceId, suppression.workspaceId), eq(contact.emailKey, suppression.emailKey)),
      )
      .where(
        and(
          eq(suppression.workspaceId, ctx.workspaceId),
          isNull(suppression.liftedAt),
          search === "" ? undefined : matching(search),
          cursor ? after(cursor) : undefined,
        ),
      )
      .orderBy(desc(suppression.createdAt), desc(suppression.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => row,
    );
  });
}

/** A whole address is found by its hash too, also when it was erased. */
function matching(search: string) {
  const key = toEmailKey(search);
  const part = sql`${suppression.emailKey} like ${`%${search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`;
  return key === null ? part : or(part, eq(suppression.emailHash, emailHash(key)));
}

function after(cursor: string) {
  const [at, id] = fromCursor(cursor);
  const made = cursorInstant(at);
  return or(lt(suppression.createdAt, made), and(eq(suppression.createdAt, made), lt(suppression.id, String(id))));
}

/** Never write to this address again, known or not. What waits for it is judged at once. @throws InvalidError at `email` */
export async function addSuppression(args: VerbArgs<typeof addSuppressionInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "suppress");
  const { email, scope, reason } = parseInput(addSuppressionInput, args.input);
  const emailKey = toEmailKey(email);
  if (emailKey === null) throw InvalidError.at("email", "This is not an e-mail address");
  await withWorkspace(ctx, async (tx) => {
    const known = await findByAddress(tx, workspaceId, emailKey);
    await suppressAddresses(tx, [
      {
        workspaceId,
        emailKey,
        personId: known?.personId ?? null,
        scope,
        reason: "manual",
        source: "member",
        evidenceRef: memberIdOf(ctx),
      },
    ]);
    await writeAudit(tx, ctx, {
      action: "suppression.added",
      subjectRef: known?.id ?? emailHash(emailKey),
      personId: known?.personId ?? null,
      reason,
      data: { scope },
    });
    if (known) await tellContactsChanged(tx, ctx, { contactIds: [known.id], personIds: [known.personId] });
  });
  return { ok: true };
}

/** Lets an address be written to again; who and why is kept. @throws NotFoundError */
export async function liftSuppression(args: VerbArgs<typeof liftSuppressionInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "unsuppress");
  const { id, reason } = parseInput(liftSuppressionInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .update(suppression)
      .set({ liftedAt: realNow(), liftedBy: memberIdOf(ctx), liftedReason: reason })
      .where(and(eq(suppression.workspaceId, workspaceId), eq(suppression.id, id), isNull(suppression.liftedAt)))
      .returning({ personId: suppression.personId });
    if (!row) throw new NotFoundError("suppression");
    await writeAudit(tx, ctx, { action: "suppression.lifted", subjectRef: id, personId: row.personId, reason });
    await judgeAgain(tx, ctx, row.personId);
  });
  return { ok: true };
}

async function judgeAgain(tx: Tx, ctx: ServiceContext, personId: string | null): Promise<void> {
  if (personId !== null) await lookAgain(tx, ctx.workspaceId, [personId], toEpochMs(ctx.now()));
}

async function findByAddress(tx: Tx, workspaceId: string, emailKey: string) {
  const [row] = await tx
    .select({ id: contact.id, personId: contact.personId })
    .from(contact)
    .where(and(eq(contact.workspaceId, workspaceId), eq(contact.emailKey, emailKey)));
  return row;
}
