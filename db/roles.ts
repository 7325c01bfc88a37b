import postgres, { type Sql } from "postgres";

export const APP_ROLE = "heed_app";
const DUPLICATE_OBJECT = "42710";
const INSUFFICIENT_PRIVILEGE = "42501";

/**
 * Makes the role requests run as, if it is missing: it signs in, owns nothing and obeys row-level security.
 * `password` undefined leaves the role's password as its operator set it.
 * @throws with the statement to type, when our own role may not make others.
 */
export async function ensureAppRole(sql: Sql, password: string | undefined): Promise<void> {
  const [role] = await sql<{ rolsuper: boolean; rolbypassrls: boolean }[]>`
    select rolsuper, rolbypassrls from pg_roles where rolname = ${APP_ROLE}`;
  if (role?.rolsuper || role?.rolbypassrls) {
    throw new Error(
      `the role ${APP_ROLE} is a superuser or bypasses row-level security: alter role ${APP_ROLE} nosuperuser nobypassrls`,
    );
  }
  const [me] = await sql<{ may: boolean; name: string }[]>`
    select rolsuper or rolcreaterole as may, rolname as name from pg_roles where rolname = current_user`;
  const word = role ? "alter" : "create";
  if (!me?.may) {
    if (role) return; // made by the operator, who also keeps its password
    throw new Error(
      `${me?.name ?? "our role"} may not create roles. Run once: create role ${APP_ROLE} login password '…'; and set DATABASE_APP_URL`,
    );
  }
  if (role && password === undefined) return;
  const secret = password === undefined ? "" : ` password '${password.replaceAll("'", "''")}'`;
  try {
    await sql.unsafe(`${word} role ${APP_ROLE} login${secret}`);
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
