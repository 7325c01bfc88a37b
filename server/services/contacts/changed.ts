import { toEpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import type { ServiceContext } from "@/server/services/context";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { lookAgain } from "@/server/services/touches/look";

/** Tells triggers, exit rules and the governor that facts of these contacts changed, in the transaction of the change. */
export async function tellContactsChanged(
  tx: Tx,
  ctx: ServiceContext,
  changed: { contactIds: readonly string[]; personIds: readonly string[] },
): Promise<void> {
  await contactsChanged(tx, ctx.workspaceId, changed.contactIds);
  const personIds = [...new Set(changed.personIds)];
  if (personIds.length > 0) await lookAgain(tx, ctx.workspaceId, personIds, toEpochMs(ctx.now()));
}
