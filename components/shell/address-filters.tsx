"use client";

import dynamic from "next/dynamic";
import { useSelectedLayoutSegments } from "next/navigation";
import type { ReactNode } from "react";

const Adapter = dynamic(() => import("nuqs/adapters/next/app").then(({ NuqsAdapter }) => NuqsAdapter));

/**
 * Filters stand in the address on many pages: one page without this shows nothing at all. The draft alone has none and does
 * without (`use-step-in-address.ts`): its script is counted.
 */
export function AddressFilters({ children }: { children: ReactNode }) {
  const isDraft = useSelectedLayoutSegments().at(-1) === "draft";
  return isDraft ? children : <Adapter>{children}</Adapter>;
}
