import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/server/env";

/** A mail server in a private network, on a Heed whose operator has not allowed that. */
export class PrivateHostError extends Error {
  override name = "PrivateHostError";
  /** As the network's own errors have one. */
  readonly code = "EPRIVATE";
}

export interface SafeHost {
  /** Connected to as it is: the name cannot come to mean something else between check and use. */
  readonly address: string;
  /** For the certificate; null where the host was given as an address. */
  readonly serverName: string | null;
  /** In a private network, allowed by the operator: its certificate is not asked who signed it. */
  readonly isPrivate: boolean;
}

/**
 * Where a mail server is. Members name servers, and what they name must not lead into our own network unless
 * HEED_ALLOW_PRIVATE says so. @throws PrivateHostError, or the resolver's error
 */
export async function resolveHost(host: string): Promise<SafeHost> {
  const bare = host.replace(/^\[|\]$/g, "");
  const found = isIP(bare) ? [bare] : (await lookup(bare, { all: true })).map(({ address }) => address);
  const open = found.filter((address) => ipaddr.process(address).range() === "unicast");
  const [first = found[0]] = open;
  const isPrivate = open.length === 0;
  if (first === undefined || (isPrivate && !env().HEED_ALLOW_PRIVATE))
    throw new PrivateHostError(`${host} is not on the public internet`);
  return { address: first, serverName: isIP(bare) ? null : bare, isPrivate };
}
