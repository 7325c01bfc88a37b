import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { writeAudit } from "@/server/services/audit-log";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { InvalidError, parseInput } from "@/server/services/errors";
import { suppressionScopes } from "@/server/services/suppressions/manage";
import { emailHash, suppressAddresses } from "@/server/services/suppressions/suppress";

export const importSuppressionsInput = z.object({
  /** One address, or its SHA-256 in hex, a line; of a line with several cells the first that is either. */
  text: z.string().max(5_000_000, "At most 5 MB at once"),
  scope: z.enum(suppressionScopes),
  reason: z.string().trim().min(1, "Say where the list comes from").max(300),
});

export interface ImportedSuppressions {
  readonly added: number;
  /** Stood on the list before. */
  readonly known: number;
  /** Lines that hold neither an address nor a hash; the first line is a heading and not counted. */
  readonly unreadable: number;
}

const SET = 1_000;
const HASH = /^[0-9a-f]{64}$/i;

/**
 * Takes over another program's list of addresses that are not written to. In sets of a thousand, each a transaction: killed in
 * the middle and started again, it goes on where it was, for an address that stands on the list stays as it is. What waits for
 * the people is judged at once. @throws InvalidError at `text` when there is nothing in it
 */
export async function importSuppressions(
  args: VerbArgs<typeof importSuppressionsInput>,
): Promise<ImportedSuppressions> {
  const { ctx } = args;
  need(ctx, "suppress");
  const { text, scope, reason } = parseInput(importSuppressionsInput, args.input);
  const { hashes, unreadable } = readList(text);
  if (hashes.size === 0) throw InvalidError.at("text", "There is no address in it");
  const rows = [...hashes].map(([hash, emailKey]) => ({ hash, emailKey }));
  let added = 0;
  for (let at = 0; at < rows.length; at += SET) {
    const set = rows.slice(at, at + SET);
    added += await withWorkspace(ctx, (tx) => suppressSet(tx, ctx, set, scope));
  }
  await withWorkspace(ctx, (tx) =>
    writeAudit(tx, ctx, {
      action: "suppression.imported",
      subjectRef: ctx.workspaceId,
      reason,
      data: { scope, added, known: rows.length - added, unreadable },
    }),
  );
  return { added, known: rows.length - added, unreadable };
}

/** Hash → address, null where only the hash is known. */
function readList(text: string): { hashes: Map<string, string | null>; unreadable: number } {
  const hashes = new Map<string, string | null>();
  let unreadable = 0;
  text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === "") return;
      const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
      const emailKey = cells.map(toEmailKey).find((key) => key !== null) ?? null;
      const hash = emailKey === null ? cells.find((cell) => HASH.test(cell))?.toLowerCase() : emailHash(emailKey);
      if (hash !== undefined) hashes.set(hash, emailKey ?? hashes.get(hash) ?? null);
      else if (index > 0) unreadable += 1;
    });
  return { hashes, unreadable };
}

async function suppressSet(
  tx: Tx,
  ctx: ServiceContext,
  set: readonly { hash: string; emailKey: string | null }[],
  scope: (typeof suppressionScopes)[number],
): Promise<number> {
  const { workspaceId } = ctx;
  const known = await queryRows<{ hash: string; contact_id: string; person_id: string; email_key: string }>(tx, KNOWN, [
    workspaceId,
    set.flatMap(({ emailKey }) => emailKey ?? []),
    set.flatMap(({ hash, emailKey }) => (emailKey === null ? [hash] : [])),
  ]);
  const people = new Map(known.map((row) => [row.hash, row]));
  const before = await standing(tx, workspaceId, set, scope);
  const source = { reason: "import", source: "csv", evidenceRef: memberIdOf(ctx) };
  await suppressAddresses(
    tx,
    set.flatMap(({ hash, emailKey }) => {
      const person = people.get(hash);
      const key = emailKey ?? person?.email_key;
      if (key === undefined) return [];
      return [{ workspaceId, emailKey: key, personId: person?.person_id ?? null, scope, ...source }];
    }),
  );
  const nameless = set.filter(({ hash, emailKey }) => emailKey === null && !people.has(hash));
  await queryRows(tx, ADD_HASHES, [
    workspaceId,
    JSON.stringify(nameless.map(({ hash }) => ({ id: newId("suppression"), hash }))),
    scope,
    source.evidenceRef,
  ]);
  await tellContactsChanged(tx, ctx, {
    contactIds: known.map((row) => row.contact_id),
    personIds: known.map((row) => row.person_id),
  });
  return (await standing(tx, workspaceId, set, scope)) - before;
}

async function standing(tx: Tx, workspaceId: string, set: readonly { hash: string }[], scope: string): Promise<number> {
  const [row] = await queryRows<{ n: number }>(tx, STANDING, [workspaceId, set.map(({ hash }) => hash), scope]);
  return row?.n ?? 0;
}

// By the address an index helps; a hash means looking at everybody.
const KNOWN = `
select encode(sha256(convert_to(c.email_key, 'UTF8')), 'hex') as hash, c.id as contact_id, c.person_id, c.email_key
from contact c
where c.workspace_id = $1 and c.email_key = any($2::text[])
union all
select encode(sha256(convert_to(c.email_key, 'UTF8')), 'hex'), c.id, c.person_id, c.email_key
from contact c
where cardinality($3::text[]) > 0 and c.workspace_id = $1 and c.email_key is not null
  and encode(sha256(convert_to(c.email_key, 'UTF8')), 'hex') = any($3::text[])`;

const STANDING = `
select count(*)::int as n from suppression
where workspace_id = $1 and email_hash = any($2::text[]) and scope = $3 and lifted_at is null`;

const ADD_HASHES = `
insert into suppression (id, workspace_id, email_hash, scope, reason, source, evidence_ref)
select r.id, $1, r.hash, $3, 'import', 'csv', $4 from jsonb_to_recordset($2::text::jsonb) as r(id text, hash text)
order by r.hash
on conflict (workspace_id, email_hash, scope) where lifted_at is null do nothing`;
