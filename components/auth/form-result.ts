import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

/** What a callback of an auth form answers: done, or why not, in words fit for people. */
export type FormResult = { ok: true } | { ok: false; message?: string; fields?: Readonly<Record<string, string>> };

/**
 * Puts a refusal where it belongs: each message at its field, the rest above the button. A field the form does not
 * have goes above the button too, so that nothing is swallowed.
 */
export function showResult<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  result: FormResult,
  names: readonly Path<Values>[],
): void {
  if (result.ok) return;
  const rest: string[] = result.message ? [result.message] : [];
  let focused = false;
  for (const [name, message] of Object.entries(result.fields ?? {})) {
    const known = names.find((candidate) => candidate === name);
    if (!known) {
      rest.push(message);
      continue;
    }
    form.setError(known, { message }, { shouldFocus: !focused });
    focused = true;
  }
  if (rest.length > 0) form.setError("root", { message: rest.join(" ") });
}
