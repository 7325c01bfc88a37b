/** Keys typed into a field belong to the field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Whether a key was meant for the editor: pressed inside it, or nowhere in particular. Menus and dialogs have their own. */
export const isOurs = (target: EventTarget | null, root: HTMLElement | null): boolean =>
  target === document.body || (target instanceof Node && (root?.contains(target) ?? false));
