"use client";

import { useCallback, useEffect, useState } from "react";
import type { ViewRequest } from "@/components/canvas/use-view-request";

/** Canvas or outline: phones begin with the outline; what one chooses here holds until one leaves. */
export function useEditorView() {
  const [isOutline, setOutline] = useState(false);
  const [wanted, setWanted] = useState<ViewRequest | null>(null);
  useEffect(() => setOutline(window.matchMedia("(max-width: 47.99rem)").matches), []);
  const toggle = useCallback(() => setOutline((before) => !before), []);
  const command = useCallback((what: ViewRequest["what"]) => setWanted({ what }), []);
  return { isOutline, toggle, wanted, command };
}
