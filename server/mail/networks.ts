import ipaddr from "ipaddr.js";
import type { NetworkKind } from "@/core/signal";
import { networkRanges } from "@/server/mail/networks-data";

interface Range {
  readonly kind: NetworkKind;
  readonly base: ipaddr.IPv4 | ipaddr.IPv6;
  readonly bits: number;
}

const KINDS: readonly NetworkKind[] = ["privacy_relay", "image_proxy", "scanner", "cloud"];

/** Ranges by address family and first octet (first 16 bits for IPv6), so that a look-up compares a handful. */
function indexRanges(ranges: Readonly<Record<NetworkKind, string>>): Map<string, Range[]> {
  const index = new Map<string, Range[]>();
  for (const kind of KINDS) {
    for (const cidr of ranges[kind].split(/\s+/).filter(Boolean)) {
      const [base, bits] = ipaddr.parseCIDR(cidr);
      const first = base.toByteArray()[0] ?? 0;
      const last = base.kind() === "ipv4" && bits < 8 ? first + 2 ** (8 - bits) - 1 : first;
      for (let octet = first; octet <= last; octet += 1) {
        const key = `${base.kind()}/${octet}`;
        index.set(key, [...(index.get(key) ?? []), { kind, base, bits }]);
      }
    }
  }
  for (const list of index.values()) list.sort((a, b) => b.bits - a.bits);
  return index;
}

/** A look-up of whose network an address is; null for unknown networks and for what is no address. */
export function createNetworkLookup(ranges = networkRanges): (ip: string | null) => NetworkKind | null {
  const index = indexRanges(ranges);
  return (ip) => {
    if (!ip || !ipaddr.isValid(ip)) return null;
    const address = ipaddr.process(ip);
    const near = index.get(`${address.kind()}/${address.toByteArray()[0] ?? 0}`) ?? [];
    return near.find(({ base, bits }) => base.kind() === address.kind() && address.match(base, bits))?.kind ?? null;
  };
}

export const networkOf = createNetworkLookup();
