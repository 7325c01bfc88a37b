import { z } from "zod";
import { isFreeMail } from "@/core/address";
import { judgeDomain } from "@/core/domain-list";
import { toDomain } from "@/core/domain-name";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { phishReport } from "@/db/schema/listed-domain";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { readListed } from "@/server/services/domains/list";
import { putDomain } from "@/server/services/domains/write";
import { InvalidError, parseInput } from "@/server/services/errors";

export const reportPhishInput = z.object({
  /** Where it came from or led to: a domain, an address or a link. Empty: not known. */
  domain: z.string().trim().max(500).default(""),
  note: z.string().trim().min(1, "Say what was shown").max(2_000),
});

/**
 * Notes a mail that pretends to be ours. Its domain is called a phish from then on, unless it is listed as something else
 * or everybody can have an address there. @throws InvalidError at `domain`
 */
export async function reportPhish(args: VerbArgs<typeof reportPhishInput>): Promise<{ id: string; listed: boolean }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "phish.report");
  const input = parseInput(reportPhishInput, args.input);
  const domain = input.domain === "" ? null : toDomain(input.domain);
  if (input.domain !== "" && domain === null) throw InvalidError.at("domain", "Write a domain, an address or a link");
  return withWorkspace(ctx, async (tx) => {
    const id = newId("phishReport");
    await tx.insert(phishReport).values({ id, workspaceId, domain, note: input.note, reportedBy: memberIdOf(ctx) });
    const { domains } = await readListed(tx, workspaceId);
    const kind = domain === null ? null : judgeDomain(domain, domains).kind;
    const lists = domain !== null && (kind === "unknown" || kind === "look-alike") && !isFreeMail(domain);
    if (lists) await putDomain(tx, ctx, { domain, use: "phish", note: "Reported by support" });
    await writeAudit(tx, ctx, { action: "phish.reported", subjectRef: id, data: { domain, listed: lists } });
    return { id, listed: lists };
  });
}
