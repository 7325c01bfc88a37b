/** The row and its cells, for links and for switches. */
export const segmentedBar =
  "inline-flex max-w-full self-start items-center gap-0.5 overflow-x-auto rounded-lg bg-surface2 p-0.5 [scrollbar-width:none]";
export const segmentedCell =
  "inline-flex h-8 shrink-0 select-none items-center gap-1.5 rounded-[9px] border border-transparent px-3 font-medium text-base text-ink2 no-underline transition-colors duration-80 hover:text-ink";
export const segmentedActive = "border-line bg-surface text-ink";
