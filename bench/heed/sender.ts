import type { Database } from "@/db/client";
import { createVault } from "@/server/crypto";
import { parseEnvironment } from "@/server/env";

/** The sender's mail goes to an SMTP sink. (No verb: a workspace whose clock moves may have no real sender.) */
export async function sendToSink(
  database: Database,
  senderId: string,
  given: { sinkUrl: string; variables: Readonly<Record<string, string>> },
): Promise<void> {
  const place = { table: "sender", column: "credentials", rowId: senderId };
  const secret = JSON.stringify({ transport: "smtp", url: `${given.sinkUrl}?tls=off` });
  const sealed = createVault(parseEnvironment({ ...given.variables }).APP_ENCRYPTION_KEYS).seal(
    "sender",
    place,
    secret,
  );
  await database.ownerSql`update sender set transport = 'smtp', credentials = ${sealed} where id = ${senderId}`;
}
