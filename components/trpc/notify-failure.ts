"use client";

import { notify } from "@/components/ui/toast";
import { errorMessage, fieldErrors } from "./field-errors";

/** Says that a press did nothing, and why; for actions without a form to put it in. */
export function notifyFailure(error: unknown): void {
  notify({ title: "That did not work", description: errorMessage(error), tone: "error" });
}

/** For ConfirmDialog, which shows the message of what it catches: it has no fields to put those of fields at. */
export async function orSay<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw new Error(Object.values(fieldErrors(error))[0] ?? errorMessage(error), { cause: error });
  }
}
