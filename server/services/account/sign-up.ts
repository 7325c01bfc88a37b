import type { z } from "zod";
import { auth } from "@/server/auth";
import { countAttempt } from "@/server/auth/attempts";
import type { AccountContext } from "@/server/services/account/context";
import { emailOnlyInput, signUpInput } from "@/server/services/account/schemas";
import { parseInput } from "@/server/services/errors";

/**
 * Makes an account that waits for its address to be confirmed, and mails the link. An address that has an account gets
 * another mail and the same answer here, so that nobody can ask who has one.
 */
export async function signUp(args: {
  ctx: AccountContext;
  input: z.input<typeof signUpInput>;
}): Promise<{ ok: true; next: "verify" }> {
  const input = parseInput(signUpInput, args.input);
  countAttempt(`sign-up-ip:${args.ctx.ip}`, 30);
  await auth().api.signUpEmail({ body: input, headers: args.ctx.headers });
  return { ok: true, next: "verify" };
}

/** Mails the confirmation link again; the answer does not tell whether there is such an account. */
export async function sendVerification(args: {
  ctx: AccountContext;
  input: z.input<typeof emailOnlyInput>;
}): Promise<{ ok: true }> {
  const { email } = parseInput(emailOnlyInput, args.input);
  countAttempt(`verify-mail:${email}`, 5);
  await auth().api.sendVerificationEmail({ body: { email } });
  return { ok: true };
}
