import { and, eq } from "drizzle-orm";
import { partsOf } from "@/core/domain-name";
import { type DomainRecords, judgeRecords } from "@/core/domain-records";
import { withWorkspace } from "@/db/client";
import { listedDomain } from "@/db/schema/listed-domain";
import { realNow } from "@/server/clock";
import { type AskTxt, createAskTxt } from "@/server/dns/txt";
import { need, type VerbArgs } from "@/server/services/context";
import { domainIdInput } from "@/server/services/domains/schemas";
import { NotFoundError, parseInput } from "@/server/services/errors";

// Where the common senders put their key; a domain may have others (RFC 6376 §3.1 leaves the name free).
const SELECTORS = ["default", "selector1", "selector2", "google", "resend", "k1", "s1", "mail", "dkim"];

/** SPF, DKIM and DMARC of a domain, as far as the resolver answers. */
export async function askRecords(domain: string, ask: AskTxt): Promise<DomainRecords> {
  const { registered } = partsOf(domain);
  const dkim = SELECTORS.map(async (name) => [name, await ask(`${name}._domainkey.${domain}`)] as const);
  const [root, dmarc, dmarcAbove, keys] = await Promise.all([
    ask(domain),
    ask(`_dmarc.${domain}`),
    registered === domain ? [] : ask(`_dmarc.${registered}`),
    Promise.all(dkim),
  ]);
  return judgeRecords({ root, dmarc, dmarcAbove, dkim: Object.fromEntries(keys) });
}

/** Asks again and keeps what was said. @throws NotFoundError */
export async function checkRecords(
  args: VerbArgs<typeof domainIdInput>,
  ask: AskTxt = createAskTxt(),
): Promise<DomainRecords> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "domains.write");
  const { id } = parseInput(domainIdInput, args.input);
  const mine = and(eq(listedDomain.workspaceId, workspaceId), eq(listedDomain.id, id));
  const [row] = await withWorkspace(ctx, (tx) =>
    tx.select({ domain: listedDomain.domain }).from(listedDomain).where(mine),
  );
  if (!row) throw new NotFoundError("domain");
  const records = await askRecords(row.domain, ask); // no transaction is open while the network is asked
  await withWorkspace(ctx, (tx) => tx.update(listedDomain).set({ records, recordsAt: realNow() }).where(mine));
  return records;
}
