"use client";

import { useCallback, useState } from "react";
import type { ViewRequest } from "@/components/canvas/use-view-request";
import { isPhone } from "./use-wanted";

/** Canvas or outline: phones begin with the outline; what one chooses here holds until one leaves. */
export function useEditorView() {
  const [isOutline, setOutline] = useState(isPhone);
  const [wanted, setWanted] = useState<ViewRequest | null>(null);
  const toggle = useCallback(() => setOutline((before) => !before), []);
  const command = useCallback((what: ViewRequest["what"]) => setWanted({ what }), []);
  return { isOutline, toggle, wanted, command };
}
