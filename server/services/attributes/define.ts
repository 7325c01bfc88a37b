import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { attributeTypes } from "@/core/attribute";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { attributeDefinition } from "@/db/schema/attribute-definition";
import { writeAudit } from "@/server/services/audit-log";
import { attributeKeyInput } from "@/server/services/contacts/schemas";
import { need, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { refuseDuplicates } from "@/server/services/unique";

const meaning = {
  label: z.string().trim().min(1, "Give the field a name").max(80),
  type: z.enum(attributeTypes),
  /** What to choose among, for the type `option`. */
  options: z
    .array(z.string().trim().min(1).max(120))
    .max(200, "At most 200 choices")
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, "A choice stands there twice")
    .default([]),
};
const choosable = <T extends { type: string; options: readonly string[] }>(input: T): boolean =>
  input.type !== "option" || input.options.length > 0;
const needsChoices = { error: "Name what to choose among", path: ["options"] };

export const defineAttributeInput = z.object({ key: attributeKeyInput, ...meaning }).refine(choosable, needsChoices);
export const attributeKeyRefInput = z.object({ key: z.string().min(1).max(60) });

const keyTaken = {
  attribute_definition_key_once: () =>
    new ConflictError("There is a field with this key", [{ path: "key", message: "There is a field with this key" }]),
};

type Input = z.output<typeof defineAttributeInput>;
/** Choices are kept only where one chooses. */
const columnsOf = ({ label, type, options }: Input) => ({ label, type, options: type === "option" ? options : [] });

/** Says what a field means. Values that contacts have stay as they are. @throws ConflictError at `key` */
export async function defineAttribute(args: VerbArgs<typeof defineAttributeInput>): Promise<{ key: string }> {
  const { ctx } = args;
  need(ctx, "fields.write");
  const input = parseInput(defineAttributeInput, args.input);
  const { key } = input;
  await refuseDuplicates(keyTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await tx
        .insert(attributeDefinition)
        .values({ id: newId("attribute"), workspaceId: ctx.workspaceId, key, ...columnsOf(input) });
      await writeAudit(tx, ctx, { action: "field.defined", subjectRef: key, data: { type: input.type } });
    }),
  );
  return { key };
}

/** Says anew what the field `key` means; what no longer fits is kept and counted. @throws NotFoundError */
export async function redefineAttribute(args: VerbArgs<typeof defineAttributeInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "fields.write");
  const input = parseInput(defineAttributeInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const changed = await tx
      .update(attributeDefinition)
      .set({ ...columnsOf(input), updatedAt: ctx.now() })
      .where(isField(ctx.workspaceId, input.key))
      .returning({ id: attributeDefinition.id });
    needOne(changed);
    await writeAudit(tx, ctx, { action: "field.redefined", subjectRef: input.key, data: { type: input.type } });
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

const isField = (workspaceId: string, key: string) =>
  and(eq(attributeDefinition.workspaceId, workspaceId), eq(attributeDefinition.key, key));

function needOne(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new NotFoundError("field");
}
