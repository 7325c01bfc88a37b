import type { ServiceError } from "@/server/services/errors";

/**
 * Runs `work`; when a unique index of `errors` refuses the row, throws its error instead. The index is the check:
 * asking first would race. Other errors pass unchanged.
 */
export async function refuseDuplicates<T>(
  errors: Readonly<Record<string, () => ServiceError>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const violated = violatedIndex(error);
    const known = violated === undefined ? undefined : errors[violated];
    if (!known) throw error;
    throw known();
  }
}

/** Name of the unique index an error of PostgreSQL (23505) complains of; the query builder wraps it as the cause. */
export function violatedIndex(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && at.code === "23505" && "constraint_name" in at && typeof at.constraint_name === "string") {
      return at.constraint_name;
    }
  }
  return undefined;
}
