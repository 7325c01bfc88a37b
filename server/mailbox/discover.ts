import { lookup, Resolver } from "node:dns/promises";
import { findMailProvider, type MailProvider, type MailServers } from "@/core/mail-provider";

/** What of the DNS is asked; tests answer themselves. */
export interface MailResolver {
  /** Mail exchangers of a domain, best first; none where there are none. */
  exchangers(domain: string): Promise<string[]>;
  /** Targets of a service (RFC 6186), best first. */
  service(name: string): Promise<{ host: string; port: number }[]>;
  exists(host: string): Promise<boolean>;
}

export interface Discovered {
  readonly provider: MailProvider | null;
  readonly servers: MailServers;
  /** How we know: shown, so that a guess looks like one. */
  readonly from: "provider" | "srv" | "names" | "guess";
}

/** Where the mail of an address most likely is: a known provider, the domain's own word (RFC 6186, 8314), usual names. */
export async function discoverServers(address: string, resolver: MailResolver = dnsResolver): Promise<Discovered> {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const provider = findMailProvider(domain, []) ?? findMailProvider(domain, await resolver.exchangers(domain));
  if (provider) return { provider, servers: provider.servers, from: "provider" };
  const [imaps, imap, submissions, submission] = await Promise.all(
    ["_imaps._tcp", "_imap._tcp", "_submissions._tcp", "_submission._tcp"].map(async (name) =>
      usable(await resolver.service(`${name}.${domain}`)),
    ),
  );
  const inbound = imaps ?? imap;
  const outbound = submissions ?? submission;
  if (inbound && outbound) {
    const servers = {
      imapHost: inbound.host,
      imapPort: inbound.port,
      imapSecure: imaps !== undefined,
      smtpHost: outbound.host,
      smtpPort: outbound.port,
      smtpSecure: submissions !== undefined,
    };
    return { provider: null, servers, from: "srv" };
  }
  const [imapHost, smtpHost] = await Promise.all([
    firstThere(resolver, ["imap", "mail", "mx"], domain),
    firstThere(resolver, ["smtp", "mail", "mx"], domain),
  ]);
  const servers = {
    imapHost: imapHost ?? `imap.${domain}`,
    imapPort: 993,
    imapSecure: true,
    smtpHost: smtpHost ?? `smtp.${domain}`,
    smtpPort: 465,
    smtpSecure: true,
  };
  return { provider: null, servers, from: imapHost && smtpHost ? "names" : "guess" };
}

/** The target "." says that there is no such service (RFC 2782). */
const usable = (targets: readonly { host: string; port: number }[]) =>
  targets.find(({ host }) => host !== "" && host !== ".");

async function firstThere(resolver: MailResolver, names: readonly string[], domain: string): Promise<string | null> {
  for (const name of names) if (await resolver.exists(`${name}.${domain}`)) return `${name}.${domain}`;
  return null;
}

/** "No such record" and "no answer" are both nothing to build on. */
async function orNothing<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string") return [];
    throw error;
  }
}

/** Somebody waits for the page: a name server that is silent is no reason to wait long. */
const dns = new Resolver({ timeout: 2_000, tries: 2 });

const dnsResolver: MailResolver = {
  exchangers: async (domain) =>
    (await orNothing(dns.resolveMx(domain))).sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange),
  service: async (name) =>
    (await orNothing(dns.resolveSrv(name)))
      .sort((a, b) => a.priority - b.priority || b.weight - a.weight)
      .map(({ name: host, port }) => ({ host, port })),
  exists: async (host) => (await orNothing(lookup(host, { all: true }))).length > 0,
};
