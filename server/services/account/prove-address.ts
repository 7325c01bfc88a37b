import type { z } from "zod";
import { auth } from "@/server/auth";
import { countAttempt } from "@/server/auth/attempts";
import { expecting } from "@/server/services/account/auth-error";
import { type AccountContext, passCookies } from "@/server/services/account/context";
import { emailOnlyInput, resetPasswordInput, tokenInput } from "@/server/services/account/schemas";
import { parseInput } from "@/server/services/errors";

type Proof = { ok: true } | { ok: false; reason: "expired" };

/** Confirms the address a verification mail went to, and signs in. The token is that of the mail's link. */
export async function verifyEmail(args: { ctx: AccountContext; input: z.input<typeof tokenInput> }): Promise<Proof> {
  const { token } = parseInput(tokenInput, args.input);
  const answer = await expecting(
    { TOKEN_EXPIRED: "expired", INVALID_TOKEN: "expired", USER_NOT_FOUND: "expired" } as const,
    () => auth().api.verifyEmail({ query: { token }, headers: args.ctx.headers, returnHeaders: true }),
  );
  if (answer === "expired") return { ok: false, reason: "expired" };
  passCookies(args.ctx, answer.headers);
  return { ok: true };
}

/** Mails a link for a new password. Always the same answer: nobody can ask who has an account. */
export async function requestReset(args: {
  ctx: AccountContext;
  input: z.input<typeof emailOnlyInput>;
}): Promise<{ ok: true }> {
  const { email } = parseInput(emailOnlyInput, args.input);
  countAttempt(`reset-mail:${email}`, 5);
  countAttempt(`reset-ip:${args.ctx.ip}`, 30);
  await auth().api.requestPasswordReset({ body: { email } });
  return { ok: true };
}

/** Sets a new password by the token of the mail's link and ends every session of the account. */
export async function resetPassword(args: {
  ctx: AccountContext;
  input: z.input<typeof resetPasswordInput>;
}): Promise<Proof> {
  const { token, password } = parseInput(resetPasswordInput, args.input);
  countAttempt(`reset-token-ip:${args.ctx.ip}`, 30);
  const answer = await expecting({ INVALID_TOKEN: "expired" } as const, () =>
    auth().api.resetPassword({ body: { token, newPassword: password } }),
  );
  return answer === "expired" ? { ok: false, reason: "expired" } : { ok: true };
}
