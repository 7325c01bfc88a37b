import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "@/server/env";

/** What a derived key is for. A key of one purpose opens nothing of another. */
export type Purpose =
  | "mailbox"
  | "oauth"
  | "sender"
  | "reply-token"
  | "public-token"
  | "support-card"
  | "desk-card"
  | "webhook"
  | "session"
  | "database";

/** The row and column a sealed value belongs to: a value moved elsewhere does not open. */
export interface SealPlace {
  table: string;
  column: string;
  rowId: string;
}

interface MasterKey {
  id: string;
  secret: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** 128 bits: a forger has one try in 2^128; the links stay short. */
const MAC_BYTES = 16;

/** A sealed value or token that was changed, moved, or made with keys we no longer have. */
export class SealBroken extends Error {
  override name = "SealBroken";
}

export interface Vault {
  /** AES-256-GCM under a key of this purpose (HKDF-SHA256): `v1.keyId.iv.ciphertext.tag`, in base64url. */
  seal(purpose: Purpose, place: SealPlace, text: string): string;
  /** @throws SealBroken */
  open(purpose: Purpose, place: SealPlace, sealed: string): string;
  /** The key that seals: what stands under another is to be sealed again. */
  readonly keyId: string;
  /** `payload.mac`, HMAC-SHA256 cut to 128 bits; the payload is readable, so it holds ids only. */
  sign(purpose: Purpose, payload: string): string;
  /** The payload of a token that we signed with any key we hold, else nothing. Compared in constant time. */
  verify(purpose: Purpose, token: string): string | undefined;
  /** 32 bytes for a library that wants a secret of its own; changes when the first key does. */
  derive(purpose: Purpose): Buffer;
  /** The same of every key we hold, the first one's first: what was signed with an older one is still ours. */
  deriveAll(purpose: Purpose): Buffer[];
}

/** The first key seals and signs, every key opens and verifies (EMAIL.md §8). */
export function createVault(keys: readonly MasterKey[]): Vault {
  const [first] = keys;
  if (!first) throw new Error("a vault needs a key");
  const derived = new Map<string, Buffer>();
  const keyFor = ({ id, secret }: MasterKey, purpose: Purpose): Buffer => {
    const known = derived.get(`${id}|${purpose}`);
    if (known) return known;
    const made = Buffer.from(hkdfSync("sha256", secret, "heed", purpose, 32));
    derived.set(`${id}|${purpose}`, made);
    return made;
  };
  const mac = (key: MasterKey, purpose: Purpose, payload: string) =>
    createHmac("sha256", keyFor(key, purpose)).update(payload).digest().subarray(0, MAC_BYTES);

  return {
    seal(purpose, place, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor(first, purpose), iv, { authTagLength: TAG_BYTES }).setAAD(
        aad(place),
      );
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return ["v1", first.id, ...[iv, body, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
    },
    open(purpose, place, sealed) {
      const [version, keyId, ...parts] = sealed.split(".");
      const [iv, body, tag] = parts.map((part) => Buffer.from(part, "base64url"));
      const key = keys.find(({ id }) => id === keyId);
      if (version !== "v1" || !iv || !body || !tag || parts.length !== 3) throw new SealBroken("not a sealed value");
      if (!key) throw new SealBroken(`sealed with the key ${keyId}, which is not in APP_ENCRYPTION_KEYS`);
      try {
        const decipher = createDecipheriv("aes-256-gcm", keyFor(key, purpose), iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(aad(place)).setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch (error) {
        throw new SealBroken(`the value of ${place.table}.${place.column} does not open`, { cause: error });
      }
    },
    keyId: first.id,
    sign: (purpose, payload) => `${payload}.${mac(first, purpose, payload).toString("base64url")}`,
    verify(purpose, token) {
      const dot = token.lastIndexOf(".");
      if (dot <= 0) return undefined;
      const payload = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1), "base64url");
      if (given.length !== MAC_BYTES || given.toString("base64url") !== token.slice(dot + 1)) return undefined;
      return keys.some((key) => timingSafeEqual(mac(key, purpose, payload), given)) ? payload : undefined;
    },
    derive: (purpose) => keyFor(first, purpose),
    deriveAll: (purpose) => keys.map((key) => keyFor(key, purpose)),
  };
}

function aad({ table, column, rowId }: SealPlace): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}`, "utf8");
}

let bound: Vault | undefined;

/** The vault of this process, with the keys of its environment. */
export function vault(): Vault {
  bound ??= createVault(env().APP_ENCRYPTION_KEYS);
  return bound;
}

/** Makes another one the vault of this process; `undefined`: that of its environment again. For tests of other keys. */
export function useVault(next: Vault | undefined): void {
  bound = next;
}
