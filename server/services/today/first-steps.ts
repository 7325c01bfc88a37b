import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";

/** What a new workspace still lacks until its first mail has left; in the order one does it. */
export interface FirstSteps {
  /** Legal name and postal address, without which nothing can be published. */
  readonly named: boolean;
  readonly drawn: boolean;
  readonly peopled: boolean;
  readonly published: boolean;
}

/** Null once a message has left: whoever got so far needs no list. */
export async function readFirstSteps(tx: Tx, workspaceId: string): Promise<FirstSteps | null> {
  const [row] = await queryRows<FirstSteps & { sent: boolean }>(tx, STEPS, [workspaceId]);
  if (!row || row.sent) return null;
  const { named, drawn, peopled, published } = row;
  return { named, drawn, peopled, published };
}

const STEPS = `
select
  exists (select 1 from workspace_setting where workspace_id = $1::text and legal_name <> '' and postal_address <> '') as named,
  exists (select 1 from sequence where workspace_id = $1::text and state <> 'archived') as drawn,
  exists (select 1 from contact where workspace_id = $1::text and archived_at is null) as peopled,
  exists (select 1 from sequence where workspace_id = $1::text and live_version_id is not null) as published,
  exists (select 1 from touch where workspace_id = $1::text and state = 'accepted') as sent`;
