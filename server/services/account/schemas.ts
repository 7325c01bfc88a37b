import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/core/password-length";

export const emailInput = z.string().trim().toLowerCase().max(254).pipe(z.email("This is not an e-mail address"));
export const nameInput = z.string().trim().min(1, "Say your name").max(120);
export const newPasswordInput = z
  .string()
  .min(PASSWORD_MIN, `At least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `At most ${PASSWORD_MAX} characters`);
const passwordInput = z.string().min(1, "Type your password").max(PASSWORD_MAX);

export const signUpInput = z.object({ name: nameInput, email: emailInput, password: newPasswordInput });
export const signInInput = z.object({
  email: emailInput,
  password: passwordInput,
  remember: z.boolean().default(true),
});
export const verifyTwoFactorInput = z.object({
  code: z.string().trim().min(4, "Type the code").max(40),
  backup: z.boolean().default(false),
  trustDevice: z.boolean().default(false),
});
export const emailOnlyInput = z.object({ email: emailInput });
export const tokenInput = z.object({ token: z.string().min(1).max(2_000) });
export const resetPasswordInput = z.object({ token: z.string().min(1).max(2_000), password: newPasswordInput });
export const profileInput = z.object({ name: nameInput });
export const changePasswordInput = z.object({ current: passwordInput, next: newPasswordInput });
export const passwordOnlyInput = z.object({ password: passwordInput });
export const codeInput = z.object({ code: z.string().trim().min(6, "Six digits").max(10) });
