import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { notificationChoice } from "@/db/schema/task";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

export const mailChoiceInput = z.object({ mail: z.enum(["off", "daily", "hourly"]) });
type MailChoice = z.output<typeof mailChoiceInput>["mail"];

/** How often the member at hand hears of lines by mail; once a day unless they chose. */
export async function readMailChoice({ ctx }: { ctx: ServiceContext }): Promise<{ mail: MailChoice }> {
  need(ctx, "read");
  const [row] = await withWorkspace(ctx, (tx) =>
    tx
      .select({ mail: notificationChoice.mail })
      .from(notificationChoice)
      .where(
        and(
          eq(notificationChoice.workspaceId, ctx.workspaceId),
          eq(notificationChoice.memberId, memberIdOf(ctx) ?? ""),
        ),
      ),
  );
  return { mail: mailChoiceInput.shape.mail.catch("daily").parse(row?.mail) };
}

/** Off, once a day, or once an hour. */
export async function chooseMail(args: VerbArgs<typeof mailChoiceInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "read");
  const { mail } = parseInput(mailChoiceInput, args.input);
  const { workspaceId } = ctx;
  const memberId = memberIdOf(ctx);
  if (memberId === null) return { ok: true };
  await withWorkspace(ctx, (tx) =>
    tx
      .insert(notificationChoice)
      .values({ id: newId("notificationChoice"), workspaceId, memberId, mail })
      .onConflictDoUpdate({
        target: [notificationChoice.workspaceId, notificationChoice.memberId],
        set: { mail },
      }),
  );
  return { ok: true };
}
