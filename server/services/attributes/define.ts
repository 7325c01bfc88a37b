import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { attributeDefinition } from "@/db/schema/attribute-definition";
import { convertValues } from "@/server/services/attributes/convert";
import {
  attributeKeyRefInput,
  type defineAttributeInput,
  saveAttributeInput,
} from "@/server/services/attributes/schemas";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { refuseDuplicates } from "@/server/services/unique";

const keyTaken = {
  attribute_definition_key_once: () =>
    new ConflictError("There is a field with this key", [{ path: "key", message: "There is a field with this key" }]),
};

type Input = z.output<typeof defineAttributeInput>;
/** Choices are kept only where one chooses. */
const columnsOf = ({ label, type, options }: Input) => ({ label, type, options: type === "option" ? options : [] });

/** Says what a field means. Values that contacts have are written in its type where that is asked for and they fit; else they stay. @throws ConflictError at `key` */
export async function defineAttribute(args: VerbArgs<typeof saveAttributeInput>): Promise<{ key: string }> {
  const { ctx } = args;
  need(ctx, "fields.write");
  const input = parseInput(saveAttributeInput, args.input);
  const { key } = input;
  await refuseDuplicates(keyTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await tx
        .insert(attributeDefinition)
        .values({ id: newId("attribute"), workspaceId: ctx.workspaceId, key, ...columnsOf(input) });
      await writeAudit(tx, ctx, { action: "field.defined", subjectRef: key, data: await dataOf(tx, ctx, input) });
    }),
  );
  return { key };
}

/** Says anew what the field `key` means; values are written in its type as by `defineAttribute`; what does not fit is kept and counted. @throws NotFoundError */
export async function redefineAttribute(args: VerbArgs<typeof saveAttributeInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "fields.write");
  const input = parseInput(saveAttributeInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const changed = await tx
      .update(attributeDefinition)
      .set({ ...columnsOf(input), updatedAt: ctx.now() })
      .where(isField(ctx.workspaceId, input.key))
      .returning({ id: attributeDefinition.id });
    needOne(changed);
    await writeAudit(tx, ctx, {
      action: "field.redefined",
      subjectRef: input.key,
      data: await dataOf(tx, ctx, input),
    });
  });
  return { ok: true };
}

/** Forgets what the field means; contacts keep what they have. @throws NotFoundError */
export async function undefineAttribute(args: VerbArgs<typeof attributeKeyRefInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "fields.write");
  const { key } = parseInput(attributeKeyRefInput, args.input);
  await withWorkspace(ctx, async (tx: Tx) => {
    const gone = await tx
      .delete(attributeDefinition)
      .where(isField(ctx.workspaceId, key))
      .returning({ id: attributeDefinition.id });
    needOne(gone);
    await writeAudit(tx, ctx, { action: "field.undefined", subjectRef: key });
  });
  return { ok: true };
}

/** What is written down of the change; converts on the way, if that is asked for. */
async function dataOf(tx: Tx, ctx: ServiceContext, input: z.output<typeof saveAttributeInput>) {
  const { type } = input;
  return input.convert ? { type, ...(await convertValues(tx, ctx, input)) } : { type };
}

const isField = (workspaceId: string, key: string) =>
  and(eq(attributeDefinition.workspaceId, workspaceId), eq(attributeDefinition.key, key));

function needOne(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new NotFoundError("field");
}
