import type { z } from "zod";
import { auth } from "@/server/auth";
import { countAttempt, forgetAttempts } from "@/server/auth/attempts";
import { expecting } from "@/server/services/account/auth-error";
import { type AccountContext, passCookies } from "@/server/services/account/context";
import { signInInput, verifyTwoFactorInput } from "@/server/services/account/schemas";
import { parseInput } from "@/server/services/errors";

export type SignInOutcome =
  | { ok: true; next: "in" | "two-factor" }
  | { ok: false; reason: "wrong" }
  /** The address was never confirmed; a new link is on its way. */
  | { ok: false; reason: "unverified" };

/** Signs in with address and password; sets the session's cookie, or the one that the second factor needs. */
export async function signIn(args: {
  ctx: AccountContext;
  input: z.input<typeof signInInput>;
}): Promise<SignInOutcome> {
  const { ctx } = args;
  const { email, password, remember } = parseInput(signInInput, args.input);
  const guarded = `sign-in:${email}`;
  countAttempt(`sign-in-ip:${ctx.ip}`, 100);
  countAttempt(guarded, 10);
  const answer = await expecting(
    { INVALID_EMAIL_OR_PASSWORD: "wrong", INVALID_EMAIL: "wrong", EMAIL_NOT_VERIFIED: "unverified" } as const,
    () =>
      auth().api.signInEmail({
        body: { email, password, rememberMe: remember },
        headers: ctx.headers,
        returnHeaders: true,
      }),
  );
  if (answer === "unverified") {
    await auth().api.sendVerificationEmail({ body: { email } });
    return { ok: false, reason: "unverified" };
  }
  if (answer === "wrong") return { ok: false, reason: "wrong" };
  passCookies(ctx, answer.headers);
  forgetAttempts(guarded);
  return { ok: true, next: "twoFactorRedirect" in answer.response ? "two-factor" : "in" };
}

/** The second step of a sign-in: a code of the authenticator app, or one of the backup codes. */
export async function verifyTwoFactor(args: {
  ctx: AccountContext;
  input: z.input<typeof verifyTwoFactorInput>;
}): Promise<{ ok: true } | { ok: false; reason: "wrong" | "expired" | "locked" }> {
  const { ctx } = args;
  const { code, backup, trustDevice } = parseInput(verifyTwoFactorInput, args.input);
  countAttempt(`two-factor-ip:${ctx.ip}`, 50);
  const call = { body: { code, trustDevice }, headers: ctx.headers, returnHeaders: true } as const;
  const answer = await expecting(
    {
      INVALID_CODE: "wrong",
      INVALID_BACKUP_CODE: "wrong",
      INVALID_TWO_FACTOR_COOKIE: "expired",
      TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "expired",
      ACCOUNT_TEMPORARILY_LOCKED: "locked",
    } as const,
    async () =>
      backup ? (await auth().api.verifyBackupCode(call)).headers : (await auth().api.verifyTOTP(call)).headers,
  );
  if (typeof answer === "string") return { ok: false, reason: answer };
  passCookies(ctx, answer);
  return { ok: true };
}

/** Ends the session and clears its cookies. */
export async function signOut({ ctx }: { ctx: AccountContext }): Promise<{ ok: true }> {
  const { headers } = await auth().api.signOut({ headers: ctx.headers, returnHeaders: true });
  passCookies(ctx, headers);
  return { ok: true };
}
