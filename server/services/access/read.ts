import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { collectPerson, type PersonFile } from "@/server/services/access/collect";
import { writeAudit } from "@/server/services/audit-log";
import { findContact } from "@/server/services/contacts/internal";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";

const readPersonFileInput = z.object({ contactId: z.string().min(1) });

/** Everything held about a person, for a member who answers their request (GDPR art. 15). Audited. @throws NotFoundError */
export async function readPersonFile(
  args: VerbArgs<typeof readPersonFileInput>,
): Promise<{ personId: string; file: PersonFile }> {
  const { ctx } = args;
  need(ctx, "contacts.export");
  need(ctx, "read");
  const { contactId } = parseInput(readPersonFileInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const { personId } = await findContact(tx, ctx.workspaceId, contactId);
    const file = await collectPerson(tx, ctx.workspaceId, personId);
    await writeAudit(tx, ctx, { action: "person.file-read", subjectRef: personId, personId });
    return { personId, file };
  });
}
