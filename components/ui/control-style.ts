import { cn } from "./cn";

/** The box of everything one types or picks in. 16 px on touch, or iOS zooms the page. */
export const controlStyle = cn(
  "w-full min-w-0 rounded-lg border border-line2 bg-surface text-base text-ink pointer-coarse:text-lg",
  "transition-colors duration-80 hover:border-ink3",
  "focus:outline-2 focus:outline-pine focus:-outline-offset-1 focus-within:has-[input]:outline-2 focus-within:has-[input]:outline-pine focus-within:has-[input]:-outline-offset-1",
  "data-invalid:border-rust data-invalid:focus:outline-rust data-disabled:bg-surface2 data-disabled:text-ink3",
);

export const controlHeight = { sm: "h-7 rounded-md px-2 text-sm", md: "h-[34px] px-2.5", lg: "h-10 px-3" } as const;
export type ControlSize = keyof typeof controlHeight;
