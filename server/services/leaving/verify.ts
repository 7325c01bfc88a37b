import { withWorkspace } from "@/db/client";
import { resolvePublicToken } from "@/db/public-token";
import { queryRows } from "@/db/query-rows";
import { countAttempt } from "@/server/auth/attempts";

/** Whether a mail is ours. Nothing about whom it went to, and nothing of what it said. */
export type Verified =
  | {
      readonly ours: true;
      readonly company: string;
      readonly sender: { readonly name: string; readonly address: string };
      readonly sentAt: Date;
      readonly zone: string;
    }
  | { readonly ours: false };

const TRIES = 30;
/** Of everybody together: with 29^9 codes, what so many tries find is nothing. */
const TRIES_OF_ALL = 3_000;
/** Holds no workspace: a code that is not known is looked for there, so that it takes as long as one that is. */
const NOWHERE = { workspaceId: "wsp_none", ref: "tch_none" };

/** As people read it out over the phone: blanks, dashes and capitals do not matter. */
export const toCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 32);

/**
 * Looks up the short code of a mail. Only one that left is ours. @throws TooManyError: codes cannot be tried out
 * @param ip who asks
 */
export async function verifyCode(typed: string, ip: string): Promise<Verified> {
  countAttempt(`verify:${ip}`, TRIES);
  countAttempt("verify", TRIES_OF_ALL);
  const code = toCode(typed);
  const found = (await resolvePublicToken("code", code)) ?? NOWHERE;
  const [row] = await withWorkspace(found, (tx) => queryRows<Row>(tx, SENT, [found.workspaceId, found.ref]));
  if (!row) return { ours: false };
  return {
    ours: true,
    company: row.company,
    sender: { name: row.sender_name, address: row.sender_address },
    sentAt: new Date(row.at),
    zone: row.zone,
  };
}

interface Row {
  company: string;
  sender_name: string;
  sender_address: string;
  at: number;
  zone: string;
}

const SENT = `
select coalesce(l.value->>'legalName', w.legal_name, o.name) as company, coalesce(l.value->>'fromName', s.name) as sender_name,
  coalesce(l.value->>'fromAddress', s.address) as sender_address, w.time_zone as zone,
  (extract(epoch from coalesce(t.accepted_at, t.handed_over_at, t.claimed_at)) * 1000)::float8 as at
from touch t
join sender s on s.workspace_id = t.workspace_id and s.id = t.sender_id
left join letterhead l on l.workspace_id = t.workspace_id and l.hash = t.letterhead_hash
join workspace_setting w on w.workspace_id = t.workspace_id
join workspace o on o.id = t.workspace_id
where t.workspace_id = $1 and t.id = $2 and t.state in ('handed_over', 'accepted', 'unknown')`;
