/** Keys typed into a field belong to the field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Nowhere in particular: what the editor lies in has the focus, as after the mouse on the empty canvas. */
export const isAround = (target: EventTarget | null, root: HTMLElement | null): boolean =>
  target instanceof Node && target.contains(root);

/** Whether a key was meant for the editor: pressed inside it, or nowhere in particular. Menus and dialogs have their own. */
export const isOurs = (target: EventTarget | null, root: HTMLElement | null): boolean =>
  isAround(target, root) || (target instanceof Node && (root?.contains(target) ?? false));
