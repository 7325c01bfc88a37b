export const replyViews = [
  { value: "open", label: "To answer" },
  { value: "snoozed", label: "Later" },
  { value: "done", label: "Done" },
  { value: "machine", label: "No answer needed" },
  { value: "all", label: "All" },
] as const;
export type ReplyView = (typeof replyViews)[number]["value"];

/** The list an address leads to: the one it names; a reply of no named list stands among all. */
export const viewOf = (named: string | null, replyId: string | null): ReplyView =>
  replyViews.find(({ value }) => value === named)?.value ?? (replyId === null ? "open" : "all");

/** The way back to it: which list, and which reply one reads. */
export const addressOf = (view: ReplyView, replyId: string | null): string =>
  `?${new URLSearchParams({ view, ...(replyId === null ? {} : { reply: replyId }) })}`;
