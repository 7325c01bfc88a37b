import { APIError } from "better-auth/api";

/** The code of an error of better-auth ("INVALID_TOKEN"), or undefined: then it is a fault and goes on. */
export function authErrorCode(error: unknown): string | undefined {
  if (!(error instanceof APIError)) return undefined;
  const code = error.body?.code;
  return typeof code === "string" ? code : undefined;
}

/** Runs a call of better-auth; gives `answers[code]` for the errors that are expected outcomes. */
export async function expecting<T, Code extends string, Answer>(
  answers: Readonly<Record<Code, Answer>>,
  work: () => Promise<T>,
): Promise<T | Answer> {
  try {
    return await work();
  } catch (error) {
    const code = authErrorCode(error);
    const known = Object.entries<Answer>(answers).find(([name]) => name === code);
    if (known) return known[1];
    throw error;
  }
}
