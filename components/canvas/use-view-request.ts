"use client";

import { useEffect } from "react";
import { useReactFlow } from "reactflow";

/** `fit`: everything in view; `full`: cards at their own size. A new object asks again. */
export interface ViewRequest {
  readonly what: "fit" | "full";
}

export const whole = { padding: 0.15, maxZoom: 1 };

export function useViewRequest(wanted: ViewRequest | null): void {
  const instance = useReactFlow();
  useEffect(() => {
    if (wanted?.what === "fit") void instance.fitView(whole);
    if (wanted?.what === "full") void instance.zoomTo(1);
  }, [wanted, instance]);
}
