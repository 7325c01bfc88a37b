import { isFreeMail } from "@/core/address";
import { judgeWritten, sayDomain } from "@/core/domain-list";
import type { Tx } from "@/db/client";
import { writeAudit } from "@/server/services/audit-log";
import type { ServiceContext } from "@/server/services/context";
import { readListed } from "@/server/services/domains/list";
import { putDomain } from "@/server/services/domains/write";
import { ConflictError } from "@/server/services/errors";

/**
 * Whoever makes a sender says that its domain is ours and used for mail: it goes on the list. One that the list calls
 * otherwise, or that imitates one of ours, is refused. Of a free-mail host only the address is ours.
 * @throws ConflictError
 */
export async function listSenderDomain(tx: Tx, ctx: ServiceContext, address: string): Promise<void> {
  const domain = await checkSenderDomain(tx, ctx, address);
  if (domain === null) return;
  const id = await putDomain(tx, ctx, { domain, use: "mail", note: "" });
  await writeAudit(tx, ctx, { action: "domain.saved", subjectRef: id, data: { domain, use: "mail" } });
}

/** The domain that a sender with this address would put on the list; null when there is nothing to put. @throws ConflictError */
export async function checkSenderDomain(tx: Tx, ctx: ServiceContext, address: string): Promise<string | null> {
  const { domains } = await readListed(tx, ctx.workspaceId);
  const verdict = judgeWritten(address, domains);
  if (verdict === null || verdict.kind === "mail" || isFreeMail(verdict.domain)) return null;
  if (verdict.kind === "unknown") return verdict.domain;
  const message = `${sayDomain(verdict)}. Say otherwise under Domains first`;
  throw new ConflictError(message, [{ path: "address", message }]);
}
