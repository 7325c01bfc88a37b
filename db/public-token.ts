import { sql } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";

/** What a public token may name; the function `resolve_token` in db/policies.ts knows each. */
export type PublicTokenKind = "touch" | "code" | "contact" | "sandbox_mail" | "integration" | "form" | "form_entry";

const rows = z.array(z.object({ workspace_id: z.string(), ref: z.string() })).max(1);

/**
 * The workspace a public token belongs to and the id it names, where no workspace is known yet (pixel, redirect,
 * unsubscribe, verify). Check the token's signature first: this trusts what it is given.
 */
export async function resolvePublicToken(
  kind: PublicTokenKind,
  token: string,
): Promise<{ workspaceId: string; ref: string } | undefined> {
  const found = await database().withoutWorkspace((tx) =>
    tx.execute(sql`select * from resolve_token(${kind}, ${token})`),
  );
  const [row] = rows.parse([...found]);
  return row && { workspaceId: row.workspace_id, ref: row.ref };
}
