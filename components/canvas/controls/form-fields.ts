/** What one writes into. */
export const WRITABLE =
  "input:not([type=hidden],[aria-hidden=true],[tabindex='-1']),textarea:not([aria-hidden=true]),[contenteditable=true]";
export const CHOOSABLE = "[role=combobox],[role=radio],[role=switch],[role=checkbox]";
/** Stands where a control will be as soon as it is fetched. */
export const COMING = "[data-coming]";

/** Goes on to the field behind the one an element stands in, if there is one. */
export function focusFieldAfter(from: HTMLElement): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-field]")];
  const own = fields.findIndex((field) => field.contains(from));
  for (const field of own < 0 ? [] : fields.slice(own + 1)) {
    const target = field.querySelector<HTMLElement>(`${WRITABLE},${CHOOSABLE}`);
    if (!target) continue;
    target.focus();
    return;
  }
}
