import type { ReactNode } from "react";
import { cn } from "./cn";

/** The measure of a page below the shell. `full` is for tables that use the width; canvases do not use this. */
export function Page({
  width = "wide",
  children,
  className,
}: {
  width?: "narrow" | "wide" | "full";
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <div
      className={cn(
        "mx-auto w-full px-4 pt-6 pb-16 sm:px-8 sm:pt-8",
        { narrow: "max-w-3xl", wide: "max-w-6xl", full: "max-w-none" }[width],
        className,
      )}
    >
      {children}
    </div>
  );
}
