import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { allKeyScopes } from "@/core/key-scopes";
import { withWorkspace } from "@/db/client";
import { apikey } from "@/db/schema/auth";
import { auth } from "@/server/auth";
import { authTransaction } from "@/server/auth/transaction";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ForbiddenError, NotFoundError, parseInput } from "@/server/services/errors";
import { readScopes } from "@/server/services/keys/open";

export const createKeyInput = z.object({
  name: z.string().trim().min(1, "Say what uses it").max(80),
  /** Left out: everything a key may. */
  scopes: z.array(z.enum(allKeyScopes)).min(1, "Choose what it is for").optional(),
});
export const keyIdInput = z.object({ id: z.string().min(1) });

/** Keys of the workspace, newest first. Of a key itself only the first letters are kept. */
export async function listKeys({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "keys.write");
  const rows = await authTransaction((tx) =>
    tx
      .select({
        permissions: apikey.permissions,
        id: apikey.id,
        name: apikey.name,
        start: apikey.start,
        enabled: apikey.enabled,
        lastUsedAt: apikey.lastRequest,
        createdAt: apikey.createdAt,
      })
      .from(apikey)
      .where(eq(apikey.referenceId, ctx.workspaceId))
      .orderBy(desc(apikey.createdAt)),
  );
  return rows.map(({ permissions, ...row }) => ({
    ...row,
    scopes: readScopes(permissions === null ? null : JSON.parse(permissions)),
  }));
}

/** Makes a key for the REST API. `key` is shown this once; only its hash is stored. */
export async function createKey(args: VerbArgs<typeof createKeyInput>): Promise<{ id: string; key: string }> {
  const { ctx } = args;
  need(ctx, "keys.write");
  const { name, scopes = allKeyScopes } = parseInput(createKeyInput, args.input);
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new ForbiddenError("Only a member can make keys");
  const { id, key } = await auth().api.createApiKey({
    body: { name, organizationId: ctx.workspaceId, userId: memberId, permissions: { heed: [...scopes] } },
  });
  await withWorkspace(ctx, (tx) =>
    writeAudit(tx, ctx, { action: "key.created", subjectRef: id, data: { name, scopes } }),
  );
  return { id, key };
}

/** The key opens nothing from now on. @throws NotFoundError */
export async function revokeKey(args: VerbArgs<typeof keyIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "keys.write");
  const { id } = parseInput(keyIdInput, args.input);
  await authTransaction(async (tx) => {
    const gone = await tx
      .delete(apikey)
      .where(and(eq(apikey.id, id), eq(apikey.referenceId, ctx.workspaceId)))
      .returning({ id: apikey.id });
    if (gone.length === 0) throw new NotFoundError("key");
    await writeAudit(tx, ctx, { action: "key.revoked", subjectRef: id });
  });
  return { ok: true };
}
