"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Of a row that scrolls sideways: the cell of the page one is on is in sight, on a phone too. `current` changes with the page. */
export function useCurrentInView<E extends HTMLElement>(current: string | undefined): RefObject<E | null> {
  const row = useRef<E>(null);
  useEffect(() => {
    const cell = current === undefined ? null : row.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!row.current || !cell) return;
    row.current.scrollLeft = cell.offsetLeft - (row.current.clientWidth - cell.offsetWidth) / 2;
  }, [current]);
  return row;
}
