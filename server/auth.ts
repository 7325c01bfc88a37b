import { database } from "@/db/client";
import { type Auth, buildAuth } from "@/server/auth/build-auth";
import { sendSystemMail } from "@/server/auth/send-system-mail";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";

// One per database: tests give each file its own.
const built = new WeakMap<object, Auth>();

/** better-auth on the process's database. The only importer of its client. */
export function auth(): Auth {
  const db = database().auth;
  const known = built.get(db);
  if (known) return known;
  const made = buildAuth({
    db,
    appUrl: env().APP_URL,
    secret: vault().derive("session").toString("base64url"),
    sendMail: sendSystemMail,
  });
  built.set(db, made);
  return made;
}
