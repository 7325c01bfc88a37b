import { type RefObject, useEffect, useRef } from "react";

/**
 * For a place whose content goes when `change` does, as a bar of buttons: where what had the keyboard went with it, the place
 * takes it, and Tab goes on from there and not from the top of the page. Give the place `tabIndex={-1}`.
 */
export function useHeldFocus<Place extends HTMLElement>(change: unknown): RefObject<Place | null> {
  const place = useRef<Place>(null);
  const seen = useRef(change);
  useEffect(() => {
    if (seen.current === change) return;
    seen.current = change;
    // a dialog that closes with it gives the keyboard back in the meantime, to what is no longer there
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [change]);
  return place;
}
