import { withWorkspace } from "@/db/client";
import { upsertContacts } from "@/server/services/contacts/upsert";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { toRow } from "@/server/services/events/record";
import { observeTouchInput } from "@/server/services/messages/schemas";
import { logTouch } from "@/server/services/touches/log-touch";

/**
 * Notes a message that another program or person sent: a call, a letter. It was never held, but rules count it.
 * Idempotent by the caller's id. @throws InvalidError
 */
export async function observeTouch(
  args: VerbArgs<typeof observeTouchInput>,
): Promise<{ id: string; contactId: string; isNew: boolean }> {
  const { ctx } = args;
  need(ctx, "contacts.write");
  const { id, contact, channel, subject, occurredAt } = parseInput(observeTouchInput, args.input);
  const [who] = await withWorkspace(ctx, (tx) => upsertContacts(tx, ctx.workspaceId, [toRow(contact)], "api", "left"));
  if (!who) throw new Error("a contact was neither found nor made");
  const { contactId } = who;
  const logged = await logTouch({
    ctx,
    input: {
      contactId,
      source: "logged",
      channel,
      subject,
      key: `observed/${id}`,
      ...(occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt) }),
    },
  });
  return { ...logged, contactId };
}
