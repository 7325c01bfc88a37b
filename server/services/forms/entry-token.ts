import { vault } from "@/server/crypto";
import { env } from "@/server/env";

/** The link in a confirmation mail names the entry and nothing else. */
const MARK = "f-";

export const confirmUrl = (entryId: string): string =>
  `${env().APP_URL}/confirm/${vault().sign("public-token", `${MARK}${entryId}`)}`;

/** The entry a token names, or null for one we did not write. */
export function readEntryToken(token: string): string | null {
  const payload = vault().verify("public-token", token);
  return payload?.startsWith(MARK) ? payload.slice(MARK.length) : null;
}
