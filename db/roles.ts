import postgres, { type Sql } from "postgres";

export const APP_ROLE = "heed_app";
const DUPLICATE_OBJECT = "42710";
const INSUFFICIENT_PRIVILEGE = "42501";

/** How the app's role signs in. `overwrite` false leaves the password of a role that is there: its operator keeps it. */
export interface AppRole {
  password: string;
  overwrite: boolean;
}

/**
 * Makes the role requests run as, if it is missing: it signs in, owns nothing and obeys row-level security.
 * @throws with the statement to type, when our own role may not make others.
 */
export async function ensureAppRole(sql: Sql, { password, overwrite }: AppRole): Promise<void> {
  const [role] = await sql<{ rolsuper: boolean; rolbypassrls: boolean }[]>`
    select rolsuper, rolbypassrls from pg_roles where rolname = ${APP_ROLE}`;
  if (role?.rolsuper || role?.rolbypassrls) {
    throw new Error(
      `the role ${APP_ROLE} is a superuser or bypasses row-level security: alter role ${APP_ROLE} nosuperuser nobypassrls`,
    );
  }
  const [me] = await sql<{ may: boolean; name: string }[]>`
    select rolsuper or rolcreaterole as may, rolname as name from pg_roles where rolname = current_user`;
  if (role && !overwrite) return;
  if (!me?.may) {
    throw new Error(
      `${me?.name ?? "our role"} may not make the role of requests. As one who may: create role ${APP_ROLE} login password '…'; ` +
        "then set DATABASE_APP_URL to its address",
    );
  }
  try {
    await sql.unsafe(
      `${role ? "alter" : "create"} role ${APP_ROLE} login password '${password.replaceAll("'", "''")}'`,
    );
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    // Roles belong to the whole server: another database's start may be making the same one at this moment.
    if (error.code === DUPLICATE_OBJECT || /concurrently updated/.test(error.message)) return;
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Error(
      `${me.name} may not set the password of ${APP_ROLE}, which another role made: set DATABASE_APP_URL`,
      { cause: error },
    );
  }
}
