import { randomBytes } from "node:crypto";
import { ensureDatabase } from "@/db/embedded-database";
import { migrate } from "@/db/migrate";
import type { BenchPostgres } from "../harness/postgres";

/** A database with Heed's schema, and the environment its processes are started with. */
export async function prepareHeed(
  postgres: BenchPostgres,
  name: string,
): Promise<{ ownerUrl: string; appUrl: string; variables: Record<string, string> }> {
  const urls = await ensureDatabase(postgres, name);
  await migrate(urls.ownerUrl, { password: postgres.password, overwrite: true });
  const variables = {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: urls.ownerUrl,
    DATABASE_APP_URL: urls.appUrl,
    APP_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    APP_URL: "http://127.0.0.1:3999",
    HEED_SANDBOX: "on",
    HEED_ALLOW_PRIVATE: "on", // the sink that takes the mail is here
  };
  return { ...urls, variables };
}
