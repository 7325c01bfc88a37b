/** Keys typed into a field belong to the field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Letters pressed on a closed list choose in it. */
export const choosesByLetter = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("[role=combobox]") !== null;

/** Nowhere in particular: what the editor lies in has the focus, as after the mouse on the empty canvas. */
export const isAround = (target: EventTarget | null, root: HTMLElement | null): boolean =>
  target instanceof Node && target.contains(root);

/** Whether a key was meant for the editor: pressed inside it, or nowhere in particular. Menus and dialogs have their own. */
export const isOurs = (target: EventTarget | null, root: HTMLElement | null): boolean =>
  isAround(target, root) || (target instanceof Node && (root?.contains(target) ?? false));

const walking = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", "Delete", "Backspace"]);
const withControl = new Set(["z", "y", "a", "d"]);

/** Whether a key may mean something to the editor. Tab, Enter and Space stay with what has the focus. */
export function mayBeCommand({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key === "F8" || key === "Escape") return true;
  if (ctrlKey || metaKey) return withControl.has(key.toLowerCase());
  if (altKey) return key === "ArrowDown" || key === "ArrowUp";
  return walking.has(key) || (key.length === 1 && key !== " ");
}
