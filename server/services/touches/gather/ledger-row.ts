import type { TouchChannel, TouchClass, TouchSource } from "@/core/attention/rule";
import type { LedgerTouch, SlotState } from "@/core/attention/touch";
import { toEpochMs } from "@/core/instant";

/** A touch as the ledger's queries give it. */
export interface LedgerRow {
  id: string;
  person_id: string;
  state: SlotState;
  source: TouchSource;
  channel: TouchChannel;
  class: TouchClass;
  topic_id: string | null;
  team_id: string | null;
  sender_id: string | null;
  owner_id: string | null;
  template_family: string | null;
  body_fingerprint: string | null;
  correlation_key: string | null;
  obeys: boolean;
  counts: boolean;
  counted_at: number;
  reacted_at: number | null;
  interest_at: number | null;
}

/** What a ledger's query reads of touch `t`. SQL. */
export const COLUMNS = `t.id, t.person_id, t.state, t.source, t.channel, t.class, t.topic_id, t.team_id, t.sender_id,
  coalesce(t.sequence_id, t.broadcast_id) as owner_id, t.template_family, t.body_fingerprint, t.correlation_key, t.obeys,
  t.counts, t.counted_at`;

export const toLedger = (row: LedgerRow): LedgerTouch => ({
  id: row.id,
  state: row.state,
  source: row.source,
  channel: row.channel,
  class: row.class,
  topicId: row.topic_id,
  teamId: row.team_id,
  senderId: row.sender_id,
  sequenceId: row.owner_id,
  familyId: row.template_family,
  bodyHash: row.body_fingerprint,
  correlationKey: row.correlation_key,
  obeys: row.obeys,
  counts: row.counts,
  at: toEpochMs(row.counted_at),
  reactedAt: row.reacted_at === null ? null : toEpochMs(row.reacted_at),
  interestAt: row.interest_at === null ? null : toEpochMs(row.interest_at),
});
