import { lookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

export interface Posted {
  readonly status: number;
  /** The first 2,000 characters. */
  readonly body: string;
}

const TIMEOUT_MS = 10_000;
const KEPT_CHARS = 2_000;

/** The address leads into our own network: a webhook may not be used to reach it. */
export class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/**
 * Posts a body to an address on the public internet and gives the answer. The address is checked when it is connected to,
 * so that a name cannot resolve to something else in between. Redirects are not followed.
 * @throws PrivateAddressError, or the network's error
 */
export function postSafely(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  { allowPrivate = false }: { allowPrivate?: boolean } = {},
): Promise<Posted> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    if (!allowPrivate && isPrivateHost(url.hostname)) {
      reject(new PrivateAddressError(`${url.hostname} is not an address on the public internet`));
      return;
    }
    const call = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS * 2),
        ...(allowPrivate ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          if (text.length < KEPT_CHARS) text += chunk;
        });
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text.slice(0, KEPT_CHARS) }));
      },
    );
    call.on("timeout", () => call.destroy(new Error(`no answer within ${TIMEOUT_MS / 1_000} s`)));
    call.on("error", reject);
    call.end(body);
  });
}

/** An address, not a name, that is not on the public internet; also `localhost`, which always is one. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare.endsWith(".localhost") || (ipaddr.isValid(bare) && !isPublic(bare));
}

/** Mapped IPv4 counts as what it maps to. */
const isPublic = (address: string): boolean => ipaddr.process(address).range() === "unicast";

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "");
    const open = addresses.filter(({ address }) => isPublic(address));
    const [first] = open;
    if (!first) return callback(new PrivateAddressError(`${hostname} is not on the public internet`), "");
    if (options.all) return callback(null, open);
    return callback(null, first.address, first.family);
  });
};
