"use client";

import type { SaveState } from "@/components/canvas/store/draft-store";
import { cn } from "@/components/ui/cn";

/** Where the draft is: always in words, always in view. */
export function SaveLine({ save }: { save: SaveState }) {
  return (
    <span
      role="status"
      className={cn(
        "text-caption tabular",
        save.is === "conflict" ? "text-rust" : save.is === "offline" ? "text-amber" : "text-ink2",
      )}
    >
      {words(save)}
    </span>
  );
}

function words(save: SaveState): string {
  switch (save.is) {
    case "saved":
      return save.at === null
        ? "Saved"
        : `Saved ${new Date(save.at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`;
    case "unsaved":
    case "saving":
      return "Saving…";
    case "offline":
      return "Offline, kept here";
    case "conflict":
      return "Changed elsewhere";
  }
}
