import { correlationKeyIn } from "@/core/correlation-key";
import type { SignalFact, SignalKind, SignalVerdict } from "@/core/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { isJsonObject, type JsonObject } from "@/core/json";
import { type AnyTx, queryRows } from "@/db/query-rows";

interface StoredSignal {
  id: string;
  person_id: string;
  kind: SignalKind;
  name: string;
  at: number;
  received: number;
  verdict: SignalVerdict;
  touch_key: string | null;
  link_id: string | null;
  product_id: string | null;
  data: string;
}

/**
 * The signals of people since an instant (workspace time), by person, machines included. `data.productIds` and
 * `data.correlationKey` are where a purchase or event says what it is about; a purchase's name is a product's key.
 */
export async function loadSignals(
  tx: AnyTx,
  people: readonly { workspaceId: string; personId: string; since: EpochMs }[],
): Promise<Map<string, SignalFact[]>> {
  const set = people.map((one) => ({ workspace_id: one.workspaceId, person_id: one.personId, since: one.since }));
  const rows = await queryRows<StoredSignal>(tx, SIGNALS, [JSON.stringify(set)]);
  const byPerson = new Map<string, SignalFact[]>();
  for (const row of rows) {
    const list = byPerson.get(row.person_id);
    if (list) list.push(toFact(row));
    else byPerson.set(row.person_id, [toFact(row)]);
  }
  return byPerson;
}

/** Signals by id, with whose they are. */
export async function loadSignalsById(
  tx: AnyTx,
  workspaceId: string,
  ids: readonly string[],
): Promise<{ contactId: string; personId: string; fact: SignalFact }[]> {
  const rows = await queryRows<StoredSignal & { contact_id: string }>(tx, BY_ID, [workspaceId, ids]);
  return rows.map((row) => ({ contactId: row.contact_id, personId: row.person_id, fact: toFact(row) }));
}

function toFact(row: StoredSignal): SignalFact {
  const data = parseData(row.data);
  const named = Array.isArray(data.productIds) ? data.productIds.filter((id) => typeof id === "string") : [];
  return {
    id: row.id,
    kind: row.kind,
    name: row.kind === "event" ? row.name : null,
    occurredAt: toEpochMs(row.at),
    receivedAt: toEpochMs(Math.max(row.at, row.received)),
    verdict: row.verdict,
    touchKey: row.touch_key,
    linkId: row.link_id,
    replyClass: row.kind === "reply" ? row.name : null,
    productIds: row.product_id === null || named.includes(row.product_id) ? named : [row.product_id, ...named],
    correlationKey: correlationKeyIn(data, ""),
    data,
  };
}

export function parseData(text: string): JsonObject {
  const data: unknown = JSON.parse(text);
  return isJsonObject(data) ? data : {};
}

const FIELDS = `
s.id, s.person_id, s.kind, s.name, extract(epoch from s.occurred_at)::float8 * 1000 as at,
  extract(epoch from s.created_at)::float8 * 1000 as received, s.verdict, t.key as touch_key, s.link_id,
  p.id as product_id, s.data::text as data`;

const JOINS = `
left join touch t on t.workspace_id = s.workspace_id and t.id = s.touch_id
left join product p on p.workspace_id = s.workspace_id and p.key = s.name and s.kind = 'purchase'`;

// each person once: two sequences of a person share the signals
const SIGNALS = `
select ${FIELDS}
from (select workspace_id, person_id, min(since) as since
      from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, person_id text, since float8)
      group by workspace_id, person_id) r
join signal s on s.workspace_id = r.workspace_id and s.person_id = r.person_id
  and s.occurred_at >= to_timestamp(r.since / 1000)
${JOINS}`;

const BY_ID = `
select ${FIELDS}, s.contact_id
from signal s
${JOINS}
where s.workspace_id = $1::text and s.id = any($2::text[])`;
