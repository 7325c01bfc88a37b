import "@/core/zod-words";
import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/core/password-length";

export const emailField = z
  .string()
  .trim()
  .min(1, "Type your e-mail address")
  .pipe(z.email("This is not an e-mail address"));
export const newPasswordField = z
  .string()
  .min(PASSWORD_MIN, `At least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `At most ${PASSWORD_MAX} characters`);
export const passwordHint = `At least ${PASSWORD_MIN} characters. A few words in a row are good.`;
