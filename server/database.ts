import { configureDatabase } from "@/db/client";
import { APP_ROLE } from "@/db/roles";
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
  url.password = appPassword() ?? "";
  return url.toString();
}

/** The password the migration gives to the app's role; nothing where its operator keeps that role. */
export function appPassword(): string | undefined {
  return env().DATABASE_APP_URL === undefined ? vault().derive("database").toString("base64url") : undefined;
}
