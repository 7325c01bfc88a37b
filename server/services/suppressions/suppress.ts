import { createHash } from "node:crypto";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { ofAddressAlone } from "@/server/services/suppressions/hits";
import { announce } from "@/server/services/webhooks/announce";

/** One address that is not to be written to, and why. */
export interface NewSuppression {
  workspaceId: string;
  /** As core/address makes it: trimmed, lower case. */
  emailKey: string;
  personId: string | null;
  scope: "all" | "marketing_and_sales";
  /** unsubscribe · complaint · bounce_hard · bounce_soft · left_company · manual · import · erasure */
  reason: string;
  /** Where we know it from: reply, provider, one-click, member, csv… */
  source: string;
  /** Touch, inbound mail or member that is the evidence. */
  evidenceRef: string | null;
}

/** The form of an address that outlives its erasure: SHA-256, hex. The same in SQL: `encode(sha256(convert_to(key,'UTF8')),'hex')`. */
export const emailHash = (emailKey: string): string => createHash("sha256").update(emailKey, "utf8").digest("hex");

/**
 * Suppresses addresses, in the caller's transaction. One that is suppressed already stays as it is (the first reason stands),
 * unless what was about the address becomes the person's word.
 * Set-based. The caller rings the people's alarms (`lookAgain`), so that what waits is judged again at once.
 */
export async function suppressAddresses(tx: AnyTx, rows: readonly NewSuppression[]): Promise<void> {
  if (rows.length === 0) return;
  const set = rows.map((row) => ({
    id: newId("suppression"),
    workspace_id: row.workspaceId,
    email_hash: emailHash(row.emailKey),
    email_key: row.emailKey,
    person_id: row.personId,
    scope: row.scope,
    reason: row.reason,
    source: row.source,
    evidence_ref: row.evidenceRef,
  }));
  const stored = await queryRows<{ id: string; contact_id: string | null }>(tx, SUPPRESS, [JSON.stringify(set)]);
  const contacts = new Map(stored.map(({ id, contact_id }) => [id, contact_id]));
  await announce(
    tx,
    set.flatMap(({ id, workspace_id: workspaceId, person_id: personId, scope, reason, source }) => {
      const contactId = contacts.get(id);
      if (contactId === undefined || reason === "erasure") return [];
      const data = { suppressionId: id, contactId, scope, reason, source };
      return [{ workspaceId, event: "contact.suppressed" as const, ref: id, personId, data }];
    }),
  );
}

const SUPPRESS = `
insert into suppression (id, workspace_id, email_hash, email_key, person_id, scope, reason, source, evidence_ref)
select r.id, r.workspace_id, r.email_hash, r.email_key, r.person_id, r.scope, r.reason, r.source, r.evidence_ref
from jsonb_to_recordset($1::text::jsonb) as r(id text, workspace_id text, email_hash text, email_key text, person_id text,
  scope text, reason text, source text, evidence_ref text)
order by r.workspace_id, r.email_hash, r.scope
on conflict (workspace_id, email_hash, scope) where lifted_at is null do update
  set reason = excluded.reason, source = excluded.source, evidence_ref = excluded.evidence_ref,
    person_id = coalesce(excluded.person_id, suppression.person_id)
  where ${ofAddressAlone("suppression")} and not ${ofAddressAlone("excluded")}
returning id, (select c.id from contact c
  where c.workspace_id = suppression.workspace_id and c.email_key = suppression.email_key) as contact_id`;
