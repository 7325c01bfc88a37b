import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { collectPerson, type PersonFile } from "@/server/services/access/collect";
import { withoutWords } from "@/server/services/access/withheld";
import { writeAudit } from "@/server/services/audit-log";
import { findContact } from "@/server/services/contacts/internal";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

const readPersonFileInput = z.object({ contactId: z.string().min(1) });

/**
 * Everything held about a person, for a member who answers their request (GDPR art. 15). Who may not read replies gets it
 * without what the person wrote; the file says so. Audited. @throws NotFoundError
 */
export async function readPersonFile(
  args: VerbArgs<typeof readPersonFileInput>,
): Promise<{ personId: string; file: PersonFile }> {
  const { ctx } = args;
  need(ctx, "contacts.export");
  need(ctx, "read");
  const { contactId } = parseInput(readPersonFileInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, ctx.workspaceId, contactId);
    const all = await collectPerson(tx, ctx.workspaceId, personId);
    const file = ctx.rights.has("replies.read") ? all : withoutWords(all);
    await writeAudit(tx, ctx, { action: "person.file-read", subjectRef: personId, personId });
    return { personId, file };
  });
}
