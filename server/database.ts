import { configureDatabase } from "@/db/client";
import { APP_ROLE, type AppRole } from "@/db/roles";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";

// Imported once where a program starts: from here on `withWorkspace` knows where the database is.
configureDatabase(() => ({ ownerUrl: env().DATABASE_URL, appUrl: appUrl() }));

/** The address requests use: given, or the owner's with the app's role and its derived password. */
export function appUrl(): string {
  const given = env().DATABASE_APP_URL;
  if (given !== undefined) return given;
  const url = new URL(env().DATABASE_URL);
  url.username = APP_ROLE;
  url.password = vault().derive("database").toString("base64url");
  return url.toString();
}

/** What the migration makes of the app's role: its password follows our keys, unless its operator gave an address. */
export function appRole(): AppRole {
  return { password: decodeURIComponent(new URL(appUrl()).password), overwrite: env().DATABASE_APP_URL === undefined };
}
