import { Bold, Heading2, ImageIcon, Italic, Link2, List, ListOrdered, Minus, RectangleHorizontal } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** What can be done to the text, in the order of the toolbar. */
export const tools = {
  bold: { label: "Bold", icon: <Bold /> },
  italic: { label: "Italic", icon: <Italic /> },
  link: { label: "Link", icon: <Link2 /> },
  bullets: { label: "List", icon: <List /> },
  numbers: { label: "Numbered list", icon: <ListOrdered /> },
  heading: { label: "Heading", icon: <Heading2 /> },
  button: { label: "Button", icon: <RectangleHorizontal /> },
  image: { label: "Image", icon: <ImageIcon /> },
  line: { label: "Line", icon: <Minus /> },
};

export type ToolName = keyof typeof tools;

/** Those that say whether the text at the cursor is so. */
export const STATED: ReadonlySet<ToolName> = new Set(["bold", "italic", "bullets", "numbers", "heading"]);

export const toolNames = Object.keys(tools) as ToolName[]; // its own keys, which Object.keys forgets

/** The row of tools over a text; at its right how values come into it. */
export function ToolbarRow({ children, values }: { children: ReactNode; values: ReactNode }) {
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      className="flex flex-wrap items-center gap-0.5 border-line border-b px-1 py-1"
    >
      {children}
      <span className="ml-auto">{values}</span>
    </div>
  );
}

export function Tool({ name, on = false, act }: { name: ToolName; on?: boolean; act?: () => void }) {
  return (
    <IconButton
      {...tools[name]}
      size="sm"
      {...(STATED.has(name) ? { "aria-pressed": on } : {})}
      className={on ? "bg-hover text-ink" : undefined}
      onMouseDown={(event: MouseEvent) => event.preventDefault()} // the selection stays where it is
      onClick={act}
    />
  );
}
