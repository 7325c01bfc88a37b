// Words of the style sheet alone: what says that a page failed must not bring along what makes variants of them.

export const BUTTON =
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-lg border border-transparent font-medium no-underline transition-colors duration-80 data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";
export const PRIMARY =
  "bg-pine text-on-pine not-data-disabled:hover:bg-pine-strong not-data-disabled:active:bg-pine-strong";
export const SECONDARY = "border-line2 bg-surface text-ink not-data-disabled:hover:bg-hover";
export const MEDIUM = "h-[34px] px-3.5 text-base";
