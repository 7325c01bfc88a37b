import { toEmailKey } from "@/core/address";
import type { EpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { happenTo, PER_TRANSACTION } from "@/server/services/enrollments/happen";
import { personAddresses } from "@/server/services/leaving/person-addresses";
import { suppressAddresses } from "@/server/services/suppressions/suppress";
import { lookAgain } from "@/server/services/touches/look";

/** What ends everything somebody is in, whoever tells us: a server at once, a provider later. */
export type EndingFact = "bounce_hard" | "suppressed" | "complaint";

const REASONS: Readonly<Record<EndingFact, { reason: string; says: string }>> = {
  bounce_hard: { reason: "bounce_hard", says: "the address does not exist" },
  suppressed: { reason: "bounce_hard", says: "the mail provider does not write to this address any more" },
  complaint: { reason: "complaint", says: "marked as spam" },
};

export const isEnding = (kind: string): kind is EndingFact => Object.hasOwn(REASONS, kind);

/**
 * A dead address or a complaint (SEMANTICS §4): it is never written to again and the person's enrollments stop. In the
 * caller's transaction, which holds the person's lock.
 */
export async function endPassages(
  tx: AnyTx,
  workspaceId: string,
  told: {
    readonly kind: EndingFact;
    readonly touchId: string;
    readonly personId: string;
    readonly contactId: string;
    readonly toAddress: string;
    readonly at: EpochMs;
  },
): Promise<void> {
  const { personId } = told;
  const ends = REASONS[told.kind];
  const own = toEmailKey(told.toAddress);
  // Who complains leaves with all addresses; a dead one is that address alone.
  const addresses =
    told.kind === "complaint" ? await personAddresses(tx, workspaceId, personId) : own === null ? [] : [own];
  await suppressAddresses(
    tx,
    addresses.map((emailKey) => ({
      ...{ workspaceId, emailKey, personId, scope: "all" as const, reason: ends.reason },
      source: "provider",
      evidenceRef: told.touchId,
    })),
  );
  const active = await queryRows<{ id: string }>(tx, ACTIVE, [workspaceId, personId]);
  for (let from = 0; from < active.length; from += PER_TRANSACTION) {
    const set = active.slice(from, from + PER_TRANSACTION).map(({ id }) => id);
    await happenTo(tx, workspaceId, set, { type: "stop", by: "provider", reason: ends.says });
  }
  await contactsChanged(tx, workspaceId, [told.contactId]);
  await lookAgain(tx, workspaceId, [personId], told.at);
}

const ACTIVE = `
select id from enrollment where workspace_id = $1 and person_id = $2 and status = 'active' order by id`;
