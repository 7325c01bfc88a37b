import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import { auth } from "@/server/auth";
import { realNow } from "@/server/clock";
import { apiKeyContext, type ServiceContext } from "@/server/services/context";
import { TooManyError, UnauthenticatedError } from "@/server/services/errors";

/** A key that was checked is believed for so long: revoking it takes effect within that. */
const BELIEVED_MS = 5_000;
const WINDOW_MS = 60_000;
const CALLS_PER_WINDOW = 6_000;
const REMEMBERED = 5_000;

interface Known {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly until: number;
}

const believed = new Map<string, Known>();
const calls = new Map<string, { from: number; count: number }>();

/** What the holder of an API key may do. @throws UnauthenticatedError, TooManyError (6,000 calls a minute) */
export async function openKey(key: string): Promise<ServiceContext> {
  const now = realNow().getTime();
  const hash = createHash("sha256").update(key).digest("base64");
  const known = believed.get(hash);
  const { workspaceId, apiKeyId } = known && known.until > now ? known : await verify(key, hash, now);
  countCall(apiKeyId, now);
  const [settings] = await withWorkspace({ workspaceId }, (tx) =>
    tx
      .select({ offsetMs: workspaceSetting.clockOffsetMs })
      .from(workspaceSetting)
      .where(eq(workspaceSetting.workspaceId, workspaceId)),
  );
  return apiKeyContext({ workspaceId, apiKeyId, offsetMs: settings?.offsetMs ?? 0 });
}

async function verify(key: string, hash: string, now: number): Promise<Known> {
  believed.delete(hash);
  const { valid, key: row } = await auth().api.verifyApiKey({ body: { key } });
  if (!valid || !row) throw new UnauthenticatedError("This API key is not known, or was revoked");
  if (believed.size >= REMEMBERED) believed.clear();
  const known = { workspaceId: row.referenceId, apiKeyId: row.id, until: now + BELIEVED_MS };
  believed.set(hash, known);
  return known;
}

function countCall(apiKeyId: string, now: number): void {
  const window = calls.get(apiKeyId);
  if (!window || window.from + WINDOW_MS <= now) {
    if (calls.size >= REMEMBERED) calls.clear();
    calls.set(apiKeyId, { from: now, count: 1 });
    return;
  }
  window.count += 1;
  if (window.count > CALLS_PER_WINDOW) {
    throw new TooManyError("Too many calls with this key", Math.ceil((window.from + WINDOW_MS - now) / 1000));
  }
}
