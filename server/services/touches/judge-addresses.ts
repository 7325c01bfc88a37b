import { toEmailKey } from "@/core/address";
import { addMs, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { type AddressSign, isUndeliverable, SOFT_BOUNCE_WINDOW_MS } from "@/core/soft-bounces";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import { emailHash, suppressAddresses } from "@/server/services/suppressions/suppress";
import { lookAgain } from "@/server/services/touches/look";

/** What was noted about a mail, of which only a soft bounce is asked about. */
interface Noted {
  readonly kind: string;
  readonly touch_id: string;
  readonly person_id: string;
  readonly contact_id: string;
  readonly to_address: string | null;
}

/**
 * After soft bounces: an address mail came back from on three days is suppressed. A member who lifts that begins the count anew;
 * enrollments go on, as a soft bounce lets them (SEMANTICS §4). In the caller's transaction, which holds the people's locks.
 */
export async function judgeAddresses(
  tx: AnyTx,
  workspaceId: string,
  noted: readonly Noted[],
  now: EpochMs,
): Promise<void> {
  for (const { kind, touch_id, person_id: personId, contact_id, to_address } of noted) {
    const emailKey = kind === "bounce_soft" && to_address !== null ? toEmailKey(to_address) : null;
    if (emailKey === null) continue;
    const signs = await queryRows<{ kind: AddressSign["kind"]; at: number }>(tx, SIGNS, [
      workspaceId,
      personId,
      emailKey,
      emailHash(emailKey),
      toIso(addMs(now, -SOFT_BOUNCE_WINDOW_MS)),
    ]);
    const told = signs.map((sign) => ({ kind: sign.kind, at: toEpochMs(sign.at) }));
    if (!isUndeliverable(told, now)) continue;
    await suppressAddresses(tx, [
      {
        ...{ workspaceId, emailKey, personId, scope: "all", reason: "bounce_soft" },
        ...{ source: "provider", evidenceRef: touch_id },
      },
    ]);
    await contactsChanged(tx, workspaceId, [contact_id]);
    await lookAgain(tx, workspaceId, [personId], now);
  }
}

// An answer counts whatever it was matched by; an open or a click by the address its mail went to.
const SIGNS = `
with mails as (
  select id from touch
  where workspace_id = $1 and person_id = $2 and lower(to_address) = $3 and claimed_at > $5::timestamptz - interval '30 days'
), since as (
  select greatest($5::timestamptz, (
    select max(lifted_at) from suppression where workspace_id = $1 and email_hash = $4)) as at
)
select case when f.kind = 'bounce_soft' then 'soft_bounce' else 'reached' end as kind,
  (extract(epoch from f.occurred_at) * 1000)::float8 as at
from mails join touch_fact f on f.workspace_id = $1 and f.touch_id = mails.id and f.kind in ('bounce_soft', 'delivered')
where f.occurred_at > (select at from since)
union all
select 'reached', (extract(epoch from s.occurred_at) * 1000)::float8
from signal s
where s.workspace_id = $1 and s.person_id = $2 and s.kind in ('open', 'click', 'reply') and s.verdict = 'human'
  and s.occurred_at > (select at from since)
  and (s.touch_id in (select id from mails) or (s.kind = 'reply' and s.touch_id is null))`;
