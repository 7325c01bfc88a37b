/** What floats over the page: menu, select list, popover. */
export const popupStyle =
  "popup-motion rounded-card border border-line bg-surface p-1.5 text-ink shadow-float outline-none max-h-(--available-height) overflow-y-auto overscroll-contain";

/** The box of a row in it. */
export const popupRowStyle =
  "relative flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-base outline-none pointer-coarse:min-h-11";

/** A row of Base UI. `data-highlighted` comes from pointer and keyboard alike. */
export const popupItemStyle = `${popupRowStyle} data-highlighted:bg-hover data-disabled:text-ink3 data-disabled:opacity-70`;

export const popupLabelStyle = "px-2.5 pt-2 pb-1 text-caption font-medium text-ink3";
export const popupSeparatorStyle = "-mx-1.5 my-1.5 h-px bg-line";
