"use client";

import { Plus } from "lucide-react";
import { type CSSProperties, useContext } from "react";
import { cn } from "@/components/ui/cn";
import type { Slot } from "@/core/edit";
import { CanvasActions } from "./canvas-actions";

/** What the plus is while a step is being moved: a place for it, the one aimed at, or none. Null: nothing is being moved. */
export type PlusPlace = "aimed" | "free" | "closed" | null;

/**
 * The plus of a line or of an open end: adds a step there, or takes the one that is being moved. No Tab stop, as a canvas has
 * one alone: on the keyboard it is A at the card above.
 */
export function PlusButton({
  slot,
  label,
  place,
  wanted = false,
  className,
  style,
}: {
  slot: Slot;
  label: string;
  place: PlusPlace;
  /** An end that must lead somewhere. */
  wanted?: boolean;
  className?: string;
  style?: CSSProperties;
}) {
  const { add } = useContext(CanvasActions);
  if (place === "closed") return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      data-slot-from={slot.from}
      data-slot-outlet={slot.outlet}
      onClick={(event) => add(slot, event.currentTarget)}
      style={style}
      className={cn(
        "nopan nodrag touch-target grid size-6 cursor-pointer place-items-center rounded-pill border bg-surface hover:border-pine hover:bg-pine hover:text-on-pine focus-visible:border-pine",
        wanted ? "border-rust text-rust" : "border-line2 text-ink2",
        place === "free" && "border-pine border-dashed text-pine",
        place === "aimed" && "border-pine bg-pine text-on-pine outline-2 outline-pine outline-offset-2",
        className,
      )}
    >
      <Plus aria-hidden className="size-3.5" />
    </button>
  );
}
