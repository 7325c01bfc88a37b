import { sql } from "drizzle-orm";
import type { TouchClass } from "@/core/attention/rule";
import type { EpochMs } from "@/core/instant";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { resolvePublicToken } from "@/db/public-token";
import { queryRows } from "@/db/query-rows";
import { now } from "@/server/clock";
import { readAction } from "@/server/mail/tracking-token";

/** Who stands at the door of a mail's unsubscribe or preference link, and which mail it was. */
export interface Recipient {
  readonly workspaceId: string;
  readonly touchId: string;
  readonly contactId: string;
  readonly personId: string;
  readonly class: TouchClass;
  readonly topic: { readonly id: string; readonly name: string } | null;
  /** The company as it signs its mails. */
  readonly company: string;
  readonly address: string | null;
  readonly zone: string;
  /** Workspace time. */
  readonly now: EpochMs;
}

/**
 * Opens what a token of a mail is for: no sign-in, no cookie. Null for a token that is not ours or whose mail is gone.
 * `lock`: also takes the person's lock, for whoever changes something.
 */
export async function openDoor<T>(
  kind: "leave" | "prefer",
  token: string,
  lock: boolean,
  work: (tx: Tx, who: Recipient) => Promise<T>,
): Promise<T | null> {
  const action = readAction(token);
  if (action?.do !== kind) return null;
  const found = await resolvePublicToken("touch", action.touchId);
  if (!found) return null;
  return withWorkspace(found, async (tx) => {
    const read = () => queryRows<Row>(tx, RECIPIENT, [found.workspaceId, action.touchId]);
    let [row] = await read();
    // read again under the lock: while we waited for it the person may have been merged into another
    for (let locked = ""; lock && row && locked !== row.person_id; [row] = await read()) {
      locked = row.person_id;
      await tx.execute(
        sql`select 1 from person where workspace_id = ${found.workspaceId} and id = ${locked} for update`,
      );
    }
    return row ? work(tx, toRecipient(found.workspaceId, action.touchId, row)) : null;
  });
}

interface Row {
  contact_id: string;
  person_id: string;
  class: TouchClass;
  topic_id: string | null;
  topic_name: string | null;
  company: string;
  address: string | null;
  zone: string;
  offset_ms: number;
}

const toRecipient = (workspaceId: string, touchId: string, row: Row): Recipient => ({
  workspaceId,
  touchId,
  contactId: row.contact_id,
  personId: row.person_id,
  class: row.class,
  topic: row.topic_id === null ? null : { id: row.topic_id, name: row.topic_name ?? "" },
  company: row.company,
  address: row.address,
  zone: row.zone,
  now: toEpochMs(now({ clockOffsetMs: row.offset_ms })),
});

const RECIPIENT = `
select t.contact_id, c.person_id, t.class, p.id as topic_id, p.name as topic_name,
  coalesce(w.legal_name, o.name) as company, c.email as address, coalesce(c.time_zone, w.time_zone) as zone,
  w.clock_offset_ms::float8 as offset_ms
from touch t
join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
join workspace_setting w on w.workspace_id = t.workspace_id
join workspace o on o.id = t.workspace_id
left join topic p on p.workspace_id = t.workspace_id and p.id = t.topic_id
where t.workspace_id = $1 and t.id = $2`;
