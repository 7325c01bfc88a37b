import { escapeHtml } from "@/core/merge-write";

/** The form as plain HTML for somebody's own site: it posts to the hosted one, which asks by mail. */
export function embeddableForm(form: {
  readonly url: string;
  readonly wording: string;
  readonly button: string;
  readonly askName: boolean;
}): string {
  const line = (label: string, input: string) => `  <label>${label} <input ${input}></label>`;
  return [
    `<form method="post" action="${escapeHtml(form.url)}/submit">`,
    line("E-mail", 'type="email" name="email" autocomplete="email" required'),
    ...(form.askName
      ? [
          line("First name", 'name="first_name" autocomplete="given-name"'),
          line("Last name", 'name="last_name" autocomplete="family-name"'),
        ]
      : []),
    '  <input name="website" tabindex="-1" autocomplete="off" aria-hidden="true" style="position:absolute;left:-9999px">',
    `  <p>${escapeHtml(form.wording)}</p>`,
    `  <button>${escapeHtml(form.button)}</button>`,
    "</form>",
  ].join("\n");
}
