import { Resolver } from "node:dns/promises";
import type { TxtAnswer } from "@/core/domain-records";

/** Asks for the TXT records of a name. Null: the resolver did not say; empty: there are none. */
export type AskTxt = (name: string) => Promise<TxtAnswer>;

// The name is not there, or has no such record: an answer, and not a failure.
const NONE = new Set(["ENOTFOUND", "ENODATA", "ENONAME"]);
const FAILED = new Set([
  "ESERVFAIL",
  "EREFUSED",
  "ETIMEOUT",
  "ECONNREFUSED",
  "ECANCELLED",
  "EFORMERR",
  "EBADRESP",
  "EBADNAME",
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** @param servers `ip:port` of resolvers; left out: those of the machine */
export function createAskTxt(servers?: readonly string[], timeoutMs = 3_000): AskTxt {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  if (servers) resolver.setServers(servers);
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
    } catch (error) {
      if (NONE.has(codeOf(error))) return [];
      if (FAILED.has(codeOf(error))) return null;
      throw error;
    }
  };
}
