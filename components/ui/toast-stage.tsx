"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { Toaster as SonnerToaster, toast } from "sonner";
import { useTheme } from "./theme-provider";
import type { Notice } from "./toast";

/** Where notices stand. Spoken politely; Alt+T goes there. Says what `take` gives, again whenever `count` grows. */
export function ToastStage({ count, take }: { count: number; take: () => readonly Notice[] }) {
  useEffect(() => {
    if (count > 0) for (const notice of take()) say(notice);
  }, [count, take]);
  const { resolved } = useTheme();
  const path = usePathname() ?? "";
  return (
    <SonnerToaster
      theme={resolved}
      position={placeOn(path)}
      gap={8}
      expand
      style={{ fontFamily: "var(--font-sans)" }}
      visibleToasts={4}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: "Close",
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-card border border-line bg-surface p-3.5 text-ink text-base shadow-float",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-ink2 text-sm",
          closeButton:
            "order-last grid size-6 bg-transparent shrink-0 cursor-pointer place-items-center rounded-md text-ink3 hover:bg-hover hover:text-ink [&_svg]:size-3.5",
          icon: "mt-0.5 [&_svg]:size-4",
          success: "[&_[data-icon]]:text-pine",
          error: "border-rust! [&_[data-icon]]:text-rust",
          warning: "[&_[data-icon]]:text-amber",
          info: "[&_[data-icon]]:text-slate",
          actionButton:
            "shrink-0 rounded-md border border-line2 px-2.5 py-1 font-medium text-sm hover:bg-hover cursor-pointer",
        },
      }}
    />
  );
}

/** At the right, where nothing is pressed: a notice that stays while the pointer is over it would be in the way. */
function placeOn(path: string): "bottom-left" | "bottom-center" | "bottom-right" {
  if (path.startsWith("/sandbox")) return "bottom-center"; // the clock's buttons
  return /^\/[^/]+\/replies$/.test(path) ? "bottom-left" : "bottom-right"; // the answer is sent from there
}

/** Errors stay until closed by the reader; everything else goes after a while. */
function say({ title, description, action, tone = "success", durationMs }: Notice): void {
  toast[tone](title, {
    description,
    duration: durationMs ?? (tone === "error" ? Number.POSITIVE_INFINITY : action ? 10_000 : 5_000),
    closeButton: tone === "error",
    ...(action ? { action: { label: action.label, onClick: action.onSelect } } : {}),
  });
}
