import type {
  Consent,
  ConsentBasis,
  InterestReset,
  OptOut,
  Suppression,
  SuppressionScope,
} from "@/core/attention/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { ofAddressAlone, suppressionsOf } from "@/server/services/suppressions/hits";
import { groupBy } from "./group-by";

/** What people, law and members said about being written to. */
export interface Choices {
  suppressions: Map<string, Suppression[]>;
  consents: Map<string, { topicId: string | null; consent: Consent }[]>;
  optOuts: Map<string, OptOut[]>;
  resets: Map<string, InterestReset[]>;
}

export async function gatherChoices(tx: AnyTx, workspaceId: string, personIds: readonly string[]): Promise<Choices> {
  const args = [workspaceId, personIds] as const;
  const [suppressions, consents, choices, resets] = await Promise.all([
    queryRows<{
      person_id: string;
      id: string;
      scope: SuppressionScope;
      reason: string;
      contact_id: string | null;
      at: number;
    }>(tx, SUPPRESSIONS, args),
    queryRows<{
      person_id: string;
      topic_id: string | null;
      basis: ConsentBasis;
      source: string;
      at: number;
      ordinal: number;
    }>(tx, CONSENTS, args),
    queryRows<{ person_id: string; topic_id: string; source: string; at: number }>(tx, OPT_OUTS, args),
    queryRows<{ person_id: string; topic_id: string; at: number }>(tx, RESETS, args),
  ]);
  return {
    suppressions: groupBy(suppressions, (row) => ({
      id: row.id,
      scope: row.scope,
      cause: row.reason,
      contactId: row.contact_id,
      of: row.contact_id === null ? "person" : "address",
      at: toEpochMs(row.at),
    })),
    consents: groupBy(consents, (row) => ({
      topicId: row.topic_id,
      consent: { basis: row.basis, source: row.source, at: toEpochMs(row.at) as EpochMs | null, ordinal: row.ordinal },
    })),
    optOuts: groupBy(choices, (row) => ({ topicId: row.topic_id, at: toEpochMs(row.at), source: row.source })),
    resets: groupBy(resets, (row) => ({ topicId: row.topic_id, at: toEpochMs(row.at) })),
  };
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

// By address: what hits each of them; what is the person's hits all.
const SUPPRESSIONS = `
select distinct c.person_id, s.id, s.scope, s.reason, case when ${ofAddressAlone("s")} then c.id end as contact_id,
  ${ms("s.created_at")} as at
from contact c
cross join lateral ${suppressionsOf("c")} s
where c.workspace_id = $1 and c.person_id = any($2::text[])`;

const CONSENTS = `
select distinct on (person_id, topic_id) person_id, topic_id, basis, source, ordinal::float8 as ordinal, ${ms("recorded_at")} as at
from consent where workspace_id = $1 and person_id = any($2::text[])
order by person_id, topic_id, ordinal desc`;

const OPT_OUTS = `
select person_id, topic_id, source, ${ms("chosen_at")} as at
from topic_choice where workspace_id = $1 and person_id = any($2::text[]) and choice = 'out'`;

const RESETS = `
select person_id, topic_id, ${ms("reset_at")} as at
from interest_reset where workspace_id = $1 and person_id = any($2::text[])`;
