import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { mailProviders } from "@/core/mail-provider";
import { type Tx, withWorkspace } from "@/db/client";
import { organization } from "@/db/schema/auth";
import { realNow } from "@/server/clock";
import { SealBroken, vault } from "@/server/crypto";
import { exchangeCode, type OAuthProvider, oauthClient, startAuthorization } from "@/server/mailbox/oauth";
import { MailboxTrouble } from "@/server/mailbox/trouble";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { tryAccount } from "@/server/services/mailboxes/live-test";
import { readMailboxRow, sealSecret, toAccount } from "@/server/services/mailboxes/load-account";
import { changeMailbox, findMailbox, type Mailbox, readMailbox } from "@/server/services/mailboxes/own";
import { finishOauthInput, mailboxIdInput } from "@/server/services/mailboxes/schemas";
import { keepTest, type SignedIn } from "@/server/services/mailboxes/sign-in";

const pendingSchema = z.object({ provider: z.enum(["google", "microsoft"]), state: z.string(), verifier: z.string() });

const placeOf = (id: string) => ({ table: "mailbox", column: "pending_auth", rowId: id });

/** `words` are for people: what stands in the way. */
type Refused = { ok: false; words: string };

/**
 * Where the member goes to let us in, and back to this mailbox's page. What must come back is kept sealed until then.
 * @throws NotFoundError
 */
export async function startOauth(args: VerbArgs<typeof mailboxIdInput>): Promise<{ ok: true; url: string } | Refused> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id } = parseInput(mailboxIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await findMailbox(tx, ctx, id);
    const provider = mailProviders.find((one) => one.id === row.provider)?.oauth ?? null;
    if (provider === null) return { ok: false, words: "This host wants a password" };
    if (oauthClient(provider) === null)
      return { ok: false, words: `Signing in with ${NAMES[provider]} is not set up on this Heed` };
    const state = `${await slugOf(tx, ctx)}~${id}~${randomBytes(24).toString("base64url")}`;
    const { url, pending } = startAuthorization(provider, { state, loginHint: row.address });
    const sealed = vault().seal("oauth", placeOf(id), JSON.stringify({ provider, ...pending }));
    await changeMailbox(tx, ctx, id, { pendingAuth: sealed });
    return { ok: true, url };
  });
}

/**
 * The member is back with a code: takes the tokens, keeps them before anything is done with them, and tries the account. A
 * way back we sent nobody on, or one already gone, is refused. @throws NotFoundError
 */
export async function finishOauth(args: VerbArgs<typeof finishOauthInput>): Promise<SignedIn & { words?: string }> {
  const { ctx } = args;
  need(ctx, "mailbox.connect");
  const { id, code, state } = parseInput(finishOauthInput, args.input);
  const row = await readMailbox(ctx, id);
  const pending = openPending(row);
  if (pending?.state !== state) return refuse("This sign-in is not the one that was begun here. Begin again.");
  // one code, one try: whoever comes second finds nothing
  await withWorkspace(ctx, (tx) => changeMailbox(tx, ctx, id, { pendingAuth: null }));
  const answer = await exchangeCode(pending.provider, code, pending.verifier).catch((error: unknown) => {
    if (error instanceof MailboxTrouble) return { ok: false as const, words: error.words };
    throw error;
  });
  if (!answer.ok) return refuse(answer.words);
  const { accessToken, refreshToken, expiresInSeconds } = answer.tokens;
  if (refreshToken === undefined)
    return refuse("Access was given for an hour only. Remove Heed from the account's apps and begin again.");
  const expiresAt = new Date(realNow().getTime() + expiresInSeconds * 1_000);
  const secret = { kind: "tokens" as const, accessToken, refreshToken };
  await withWorkspace(ctx, (tx) =>
    changeMailbox(tx, ctx, id, {
      signIn: pending.provider,
      credentials: sealSecret(id, pending.provider, secret),
      accessExpiresAt: expiresAt,
    }),
  );
  const plain = await readMailboxRow(id);
  if (!plain) throw new NotFoundError("mailbox");
  const test = await tryAccount(toAccount(plain, { kind: "token", accessToken }), row.provider);
  await keepTest(ctx, row, test, { signIn: pending.provider, secret, expiresAt });
  return { ok: test.ok, checks: test.checks };
}

const NAMES: Readonly<Record<OAuthProvider, string>> = { google: "Google", microsoft: "Microsoft" };

const refuse = (words: string): SignedIn & { words: string } => ({ ok: false, checks: [], words });

function openPending(row: Mailbox): z.infer<typeof pendingSchema> | null {
  if (row.pendingAuth === null) return null;
  try {
    return pendingSchema.parse(JSON.parse(vault().open("oauth", placeOf(row.id), row.pendingAuth)));
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

async function slugOf(tx: Tx, ctx: ServiceContext): Promise<string> {
  const [row] = await tx
    .select({ slug: organization.slug })
    .from(organization)
    .where(eq(organization.id, ctx.workspaceId));
  if (!row) throw new NotFoundError("workspace");
  return row.slug;
}
