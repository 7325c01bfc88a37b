import { isTRPCClientError } from "@trpc/client";

/** Messages by the dotted path of the form field they belong to; empty when the error is about no field. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isTRPCClientError(error)) return {};
  const data: unknown = error.data;
  const fields = typeof data === "object" && data !== null && "fields" in data ? data.fields : undefined;
  if (!Array.isArray(fields)) return {};
  return Object.fromEntries(
    fields.flatMap((field: unknown) =>
      typeof field === "object" && field !== null && "path" in field && "message" in field
        ? [[String(field.path), String(field.message)]]
        : [],
    ),
  );
}

/** Those of one field and of what is inside it, by the path from there: "" is the field itself. */
export const problemsBelow = (errors: Readonly<Record<string, string>>, field: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([path, message]) =>
      path === field ? [["", message]] : path.startsWith(`${field}.`) ? [[path.slice(field.length + 1), message]] : [],
    ),
  );

/** What to tell the person; the server has made it fit to be read. Without its data nobody of ours has answered. */
export function errorMessage(error: unknown): string {
  if (isTRPCClientError(error) && error.data) return error.message;
  return "No connection to Heed. What you typed is still here.";
}
