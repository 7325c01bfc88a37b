import type { z } from "zod";
import { auth } from "@/server/auth";
import { countAttempt } from "@/server/auth/attempts";
import { expecting } from "@/server/services/account/auth-error";
import { type AccountContext, passCookies } from "@/server/services/account/context";
import { changePasswordInput, codeInput, passwordOnlyInput, profileInput } from "@/server/services/account/schemas";
import { InvalidError, parseInput } from "@/server/services/errors";

const wrongPassword = (path: string) => InvalidError.at(path, "That is not your password");

/** Changes how the signed-in member is called. */
export async function updateProfile(args: {
  ctx: AccountContext;
  input: z.input<typeof profileInput>;
}): Promise<{ ok: true }> {
  const { name } = parseInput(profileInput, args.input);
  await auth().api.updateUser({ body: { name }, headers: args.ctx.headers });
  return { ok: true };
}

/** Changes the password and ends all other sessions. @throws InvalidError at `current`. */
export async function changePassword(args: {
  ctx: AccountContext;
  input: z.input<typeof changePasswordInput>;
}): Promise<{ ok: true }> {
  const { current, next } = parseInput(changePasswordInput, args.input);
  countAttempt(`password-ip:${args.ctx.ip}`, 30);
  const answer = await expecting({ INVALID_PASSWORD: "wrong" } as const, () =>
    auth().api.changePassword({
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      headers: args.ctx.headers,
      returnHeaders: true,
    }),
  );
  if (answer === "wrong") throw wrongPassword("current");
  passCookies(args.ctx, answer.headers);
  return { ok: true };
}

/** Makes the secret of a second factor. It counts once `confirmTwoFactor` has seen a code of it. @throws InvalidError at `password`. */
export async function enableTwoFactor(args: {
  ctx: AccountContext;
  input: z.input<typeof passwordOnlyInput>;
}): Promise<{ uri: string; backupCodes: string[] }> {
  const { password } = parseInput(passwordOnlyInput, args.input);
  countAttempt(`password-ip:${args.ctx.ip}`, 30);
  const answer = await expecting({ INVALID_PASSWORD: "wrong" } as const, () =>
    auth().api.enableTwoFactor({ body: { password, method: "totp" }, headers: args.ctx.headers }),
  );
  if (answer === "wrong") throw wrongPassword("password");
  if (!("totpURI" in answer)) throw new Error("the second factor came back without a secret");
  return { uri: answer.totpURI, backupCodes: answer.backupCodes };
}

/** Turns the second factor on. @throws InvalidError at `code`. */
export async function confirmTwoFactor(args: {
  ctx: AccountContext;
  input: z.input<typeof codeInput>;
}): Promise<{ ok: true }> {
  const { code } = parseInput(codeInput, args.input);
  countAttempt(`two-factor-ip:${args.ctx.ip}`, 50);
  const answer = await expecting({ INVALID_CODE: "wrong" } as const, () =>
    auth().api.verifyTOTP({ body: { code }, headers: args.ctx.headers, returnHeaders: true }),
  );
  if (answer === "wrong") throw InvalidError.at("code", "That code is not right");
  passCookies(args.ctx, answer.headers);
  return { ok: true };
}

/** Makes new backup codes; the old ones open nothing from then on. @throws InvalidError at `password`. */
export async function renewBackupCodes(args: {
  ctx: AccountContext;
  input: z.input<typeof passwordOnlyInput>;
}): Promise<{ backupCodes: string[] }> {
  const { password } = parseInput(passwordOnlyInput, args.input);
  countAttempt(`password-ip:${args.ctx.ip}`, 30);
  const answer = await expecting({ INVALID_PASSWORD: "wrong" } as const, () =>
    auth().api.generateBackupCodes({ body: { password }, headers: args.ctx.headers }),
  );
  if (answer === "wrong") throw wrongPassword("password");
  return { backupCodes: answer.backupCodes };
}

/** Turns the second factor off. @throws InvalidError at `password`. */
export async function disableTwoFactor(args: {
  ctx: AccountContext;
  input: z.input<typeof passwordOnlyInput>;
}): Promise<{ ok: true }> {
  const { password } = parseInput(passwordOnlyInput, args.input);
  countAttempt(`password-ip:${args.ctx.ip}`, 30);
  const answer = await expecting({ INVALID_PASSWORD: "wrong" } as const, () =>
    auth().api.disableTwoFactor({ body: { password }, headers: args.ctx.headers, returnHeaders: true }),
  );
  if (answer === "wrong") throw wrongPassword("password");
  passCookies(args.ctx, answer.headers);
  return { ok: true };
}
