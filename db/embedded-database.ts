import postgres from "postgres";
import type { EmbeddedServer } from "@/db/embedded";
import { APP_ROLE } from "@/db/roles";

export const OWNER_ROLE = "heed_owner";

/** Makes the owner's role and an empty database of this name, if missing, and says where both roles sign in. */
export async function ensureDatabase(
  server: Pick<EmbeddedServer, "url" | "password">,
  name: string,
): Promise<{ ownerUrl: string; appUrl: string }> {
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    const owner = await sql`select 1 from pg_roles where rolname = ${OWNER_ROLE}`;
    if (owner.length === 0)
      await sql.unsafe(`create role ${OWNER_ROLE} login createrole password '${server.password}'`);
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)} owner ${sql(OWNER_ROLE)}`;
  } finally {
    await sql.end();
  }
  return databaseUrls(server, name);
}

export function databaseUrls(
  server: Pick<EmbeddedServer, "url" | "password">,
  name: string,
): { ownerUrl: string; appUrl: string } {
  const as = (role: string) => {
    const url = new URL(server.url);
    url.username = role;
    url.password = server.password;
    url.pathname = `/${name}`;
    return url.toString();
  };
  return { ownerUrl: as(OWNER_ROLE), appUrl: as(APP_ROLE) };
}
