import { database } from "@/db/client";
import { type Auth, buildAuth } from "@/server/auth/build-auth";
import { sendSystemMail } from "@/server/auth/send-system-mail";
import { type Vault, vault } from "@/server/crypto";
import { env } from "@/server/env";

// One per database and keys: tests give each file its own.
const built = new WeakMap<object, { readonly keys: Vault; readonly auth: Auth }>();

/** better-auth on the process's database. The only importer of its client. */
export function auth(): Auth {
  const db = database().auth;
  const keys = vault();
  const known = built.get(db);
  if (known?.keys === keys) return known.auth;
  const made = buildAuth({
    db,
    appUrl: env().APP_URL,
    secrets: keys.deriveAll("session").map((secret) => secret.toString("base64url")),
    sendMail: sendSystemMail,
  });
  built.set(db, { keys, auth: made });
  return made;
}
