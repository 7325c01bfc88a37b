import { and, asc, eq } from "drizzle-orm";
import { MergeError, renderMerge } from "@/core/merge";
import { toMergeData } from "@/core/merge-fields";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { user } from "@/db/schema/auth";
import { company } from "@/db/schema/company";
import { savedAnswer } from "@/db/schema/inbound-mail";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { findReply } from "@/server/services/replies/internal";
import {
  fillAnswerInput,
  replyIdInput,
  savedAnswerInput,
  updateSavedAnswerInput,
} from "@/server/services/replies/schemas";
import { refuseDuplicates } from "@/server/services/unique";

const taken = {
  saved_answer_name_once: () =>
    new ConflictError("There is an answer with this name", [{ path: "name", message: "There is one with this name" }]),
};

/** Saved answers of the workspace by name. */
export async function listSavedAnswers({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({ id: savedAnswer.id, name: savedAnswer.name, body: savedAnswer.body })
      .from(savedAnswer)
      .where(eq(savedAnswer.workspaceId, ctx.workspaceId))
      .orderBy(asc(savedAnswer.name)),
  );
}

/** @throws ConflictError at `name`, InvalidError at `body` */
export async function createSavedAnswer(args: VerbArgs<typeof savedAnswerInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "tasks.write");
  const input = parseInput(savedAnswerInput, args.input);
  checkTags(input.body);
  const id = newId("savedAnswer");
  await refuseDuplicates(taken, () =>
    withWorkspace(ctx, (tx) =>
      tx.insert(savedAnswer).values({ id, workspaceId: ctx.workspaceId, ...input, createdBy: memberIdOf(ctx) }),
    ),
  );
  return { id };
}

/** @throws NotFoundError, ConflictError at `name`, InvalidError at `body` */
export async function updateSavedAnswer(args: VerbArgs<typeof updateSavedAnswerInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "tasks.write");
  const { id, ...values } = parseInput(updateSavedAnswerInput, args.input);
  checkTags(values.body);
  const changed = await refuseDuplicates(taken, () =>
    withWorkspace(ctx, (tx) =>
      tx
        .update(savedAnswer)
        .set(values)
        .where(and(eq(savedAnswer.workspaceId, ctx.workspaceId), eq(savedAnswer.id, id)))
        .returning({ id: savedAnswer.id }),
    ),
  );
  if (changed.length === 0) throw new NotFoundError("saved answer");
  return { ok: true };
}

/** @throws NotFoundError */
export async function removeSavedAnswer(args: VerbArgs<typeof replyIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "tasks.write");
  const { id } = parseInput(replyIdInput, args.input);
  const gone = await withWorkspace(ctx, (tx) =>
    tx
      .delete(savedAnswer)
      .where(and(eq(savedAnswer.workspaceId, ctx.workspaceId), eq(savedAnswer.id, id)))
      .returning({ id: savedAnswer.id }),
  );
  if (gone.length === 0) throw new NotFoundError("saved answer");
  return { ok: true };
}

/**
 * A saved answer with the facts of whoever wrote the reply: words to look over before they leave. What is not known is
 * named, and its place is empty. @throws NotFoundError
 */
export async function fillSavedAnswer(
  args: VerbArgs<typeof fillAnswerInput>,
): Promise<{ text: string; missing: readonly string[] }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "read");
  const input = parseInput(fillAnswerInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [saved] = await tx
      .select()
      .from(savedAnswer)
      .where(and(eq(savedAnswer.workspaceId, workspaceId), eq(savedAnswer.id, input.id)));
    if (!saved) throw new NotFoundError("saved answer");
    const { contact } = await findReply(tx, workspaceId, input.replyId);
    const [employer] = await tx
      .select({ name: company.name })
      .from(company)
      .where(and(eq(company.workspaceId, workspaceId), eq(company.id, contact.companyId ?? "")));
    const [me] = await tx
      .select({ name: user.name, email: user.email })
      .from(user)
      .where(eq(user.id, memberIdOf(ctx) ?? ""));
    const data = toMergeData(
      {
        firstName: contact.firstName,
        lastName: contact.lastName,
        email: contact.email ?? "",
        phone: contact.phone,
        country: contact.country,
        companyName: employer?.name ?? null,
        attributes: contact.attributes,
        owner: me ?? null,
      },
      me ? { name: me.name, address: me.email } : null,
      {},
    );
    const { text, missing } = renderMerge(saved.body, data, { html: false });
    return { text, missing: [...new Set(missing)] };
  });
}

/** A tag that cannot be read is refused when it is saved, not when somebody wants to answer. */
function checkTags(body: string): void {
  try {
    renderMerge(body, {}, { html: false });
  } catch (error) {
    if (error instanceof MergeError) throw InvalidError.at("body", `A tag cannot be read: ${error.message}`);
    throw error;
  }
}
