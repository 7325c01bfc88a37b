import { cn } from "@/components/ui/cn";

// What the editors of a mail and the texts that stand in for them have in common, so that one cannot tell which is there.

export const mailFrame =
  "rounded-lg border border-line2 bg-surface focus-within:outline-2 focus-within:outline-pine focus-within:-outline-offset-1";
export const mailStyle = "mail-text min-h-56 px-3 py-2 outline-none";

export const lineFrame = (hasError: boolean): string =>
  cn(
    "relative rounded-lg border bg-surface text-base pointer-coarse:text-lg",
    "focus-within:outline-2 focus-within:-outline-offset-1",
    hasError ? "border-rust focus-within:outline-rust" : "border-line2 focus-within:outline-pine hover:border-ink3",
  );
export const lineStyle = "min-h-8 py-1 pr-10 pl-2.5 leading-6 outline-none";

/** How a text to write in is announced. */
export function textbox({
  label,
  readOnly,
  multiline,
  placeholder,
  errorId = null,
  hintId = null,
}: {
  label: string;
  readOnly: boolean;
  multiline: boolean;
  placeholder?: string;
  errorId?: string | null;
  hintId?: string | null;
}) {
  const described = [errorId, hintId].filter(Boolean).join(" ");
  return {
    role: "textbox",
    "aria-multiline": multiline ? "true" : "false",
    "aria-readonly": readOnly ? "true" : "false",
    "aria-label": label,
    ...(placeholder === undefined ? {} : { "aria-placeholder": placeholder }),
    ...(described ? { "aria-describedby": described } : {}),
    ...(errorId ? { "aria-invalid": "true" as const } : {}),
  } as const;
}
