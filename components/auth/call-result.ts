import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import type { FormResult } from "./form-result";

/** Runs a call of the API for a form: what it throws becomes messages at fields, or one above the button. */
export async function callResult(call: () => Promise<FormResult>): Promise<FormResult> {
  try {
    return await call();
  } catch (error) {
    const fields = fieldErrors(error);
    if (Object.keys(fields).length > 0) return { ok: false, fields };
    return { ok: false, message: errorMessage(error) };
  }
}
