import { toEpochMs } from "@/core/instant";
import type { AnyTx } from "@/db/query-rows";
import type { ServiceContext } from "@/server/services/context";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { lookAgain } from "@/server/services/touches/look";

/** Tells triggers, exit rules and the governor that facts of these contacts changed, in the transaction of the change. */
export async function tellContactsChanged(
  tx: AnyTx,
  ctx: ServiceContext,
  changed: { contactIds: readonly string[]; personIds: readonly string[] },
): Promise<void> {
  const personIds = [...new Set(changed.personIds)];
  await Promise.all([
    contactsChanged(tx, ctx.workspaceId, changed.contactIds),
    lookAgain(tx, ctx.workspaceId, personIds, toEpochMs(ctx.now())),
  ]);
}
