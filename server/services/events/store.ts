import type { SignalKind } from "@/core/facts";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import type { KnownContact } from "@/server/services/contacts/find-known";
import { upsertContacts } from "@/server/services/contacts/upsert";
import type { ServiceContext } from "@/server/services/context";
import { completePurchases } from "@/server/services/signals/complete";
import { recordSignals } from "@/server/services/signals/record";

/** Something another program told us: about whom, and what they did (null: only who they are). */
export interface Happening {
  readonly contact: KnownContact;
  readonly did: Deed | null;
}

export interface Deed {
  readonly kind: Extract<SignalKind, "event" | "purchase">;
  /** A custom event's name, or the key of a purchase's first product. */
  readonly name: string;
  readonly sourceId: string;
  readonly occurredAt: EpochMs;
  /** Products of ours that were bought. */
  readonly productIds: readonly string[];
  readonly data: JsonObject;
  /** The same purchase is told by several messages that know more or less: a repeat adds the products it was missing. */
  readonly isOneOfSeveral?: boolean;
}

export interface StoredHappening {
  readonly contactId: string;
  readonly personId: string;
  /** null where nothing was done. */
  readonly signalId: string | null;
  /** false: it had been told before, and nothing was stored again. */
  readonly isNew: boolean;
}

/**
 * Stores a set of happenings in the caller's transaction, in sets whatever their number: people are found or made, what they
 * did is recorded once per (source, source id), what was bought is noted, and triggers are asked. Only whom something changed
 * about is judged again. The people are locked by then (upsertContacts), before their enrollments, the order of every lock. Answers in the order given.
 */
export async function storeHappenings(
  tx: AnyTx,
  ctx: ServiceContext,
  source: "api" | "segment" | "stripe" | "shopify",
  happenings: readonly Happening[],
): Promise<StoredHappening[]> {
  const { workspaceId } = ctx;
  const contacts = await upsertContacts(
    tx,
    workspaceId,
    happenings.map(({ contact }) => contact),
    source,
    "left",
  );
  const who = (index: number) => {
    const found = contacts[index];
    if (!found) throw new Error("a happening lost its contact");
    return found;
  };
  const deeds = happenings.flatMap(({ did }, index) => (did === null ? [] : [{ did, index }]));
  const signals = await recordSignals(
    tx,
    deeds.map(({ did, index }) => ({
      workspaceId,
      personId: who(index).personId,
      contactId: who(index).contactId,
      kind: did.kind,
      name: did.name,
      source,
      sourceId: did.sourceId,
      data: did.data,
      verdict: "human",
      verdictReasons: [`told-by-${source}`],
      occurredAt: did.occurredAt,
    })),
  );
  const signalAt = new Map(deeds.map(({ index }, at) => [index, signals[at]]));
  const completed = await completePurchases(
    tx,
    workspaceId,
    deeds.flatMap(({ did, index }) => {
      const signal = signalAt.get(index);
      return did.isOneOfSeveral && signal && !signal.isNew ? [{ signalId: signal.id, did }] : [];
    }),
  );
  const bought = deeds.flatMap(({ did, index }) => {
    const signal = signalAt.get(index);
    const personId = signal?.isNew ? who(index).personId : completed.get(signal?.id ?? "");
    if (!signal || personId === undefined) return [];
    return did.productIds.map((product_id) => ({
      id: newId("productFact"),
      person_id: personId,
      product_id,
      ref: signal.id,
      at: new Date(did.occurredAt).toISOString(),
    }));
  });
  const buyers = new Set(bought.map(({ person_id }) => person_id));
  const changed = contacts.filter(({ isChanged, personId }) => isChanged || buyers.has(personId));
  // sent together, answered in this order
  await Promise.all([
    bought.length > 0 ? queryRows(tx, NOTE_BOUGHT, [workspaceId, JSON.stringify(bought)]) : [],
    tellContactsChanged(tx, ctx, {
      contactIds: changed.map(({ contactId }) => contactId),
      personIds: [...new Set([...changed.map(({ personId }) => personId), ...completed.values()])],
    }),
  ]);
  return happenings.map((_, index) => {
    const { contactId, personId } = who(index);
    const signal = signalAt.get(index);
    return { contactId, personId, signalId: signal?.id ?? null, isNew: signal?.isNew ?? true };
  });
}

const NOTE_BOUGHT = `
insert into product_fact (id, workspace_id, person_id, product_id, fact, source, source_ref, occurred_at)
select r.id, $1::text, r.person_id, r.product_id, 'bought', 'purchase', r.ref, r.at
from jsonb_to_recordset($2::text::jsonb) as r(id text, person_id text, product_id text, ref text, at timestamptz)
order by r.person_id, r.product_id
on conflict do nothing`;
