import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// tailwind-merge would take our text sizes for colours, and drop one of `text-caption text-ink2`.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["micro", "caption", "title", "heading", "figure"],
      radius: ["card", "pill"],
      shadow: ["float"],
    },
  },
});

/** Joins class names; of two that fight, the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
