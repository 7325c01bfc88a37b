"use client";

import { Fragment, type KeyboardEvent, useEffect, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { takesLetters } from "@/components/ui/single-key";
import type { Journey, JourneyEntry } from "./journey-data";
import { JourneyRow } from "./journey-row";

const headings = { past: null, present: "Now", planned: "Ahead" } as const;

export interface JourneyTimelineProps {
  readonly journey: Journey;
  /** The passage drawn beside it. */
  readonly enrollmentId: string | null;
  readonly litNode: string | null;
  readonly litRow: string | null;
  readonly onLight: (row: JourneyEntry | null) => void;
  readonly onOpen: (row: JourneyEntry) => void;
  readonly onMail: (touchId: string) => void;
  readonly onLetGo?: ((row: JourneyEntry) => void) | undefined;
  readonly onSettle?: ((row: JourneyEntry) => void) | undefined;
  readonly ruleHref: (ruleId: string) => string;
}

/** Everything that happened, is happening and will, over all sequences. J and K walk it. */
export function JourneyTimeline(props: JourneyTimelineProps) {
  const { journey, enrollmentId, litNode, litRow } = props;
  const list = useRef<HTMLOListElement>(null);

  // J and K walk from wherever one stands on the page, save in a field
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (takesLetters(target)) return;
      if (list.current?.contains(target)) return;
      walkRows(list.current, event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  function walk(event: KeyboardEvent): void {
    walkRows(list.current, event.nativeEvent);
  }

  if (journey.rows.length === 0)
    return (
      <EmptyState size="inline" title="Nothing has happened yet">
        Mails, replies, purchases and choices will stand here, each with its reason.
      </EmptyState>
    );
  return (
    <ol ref={list} aria-label="Journey" aria-keyshortcuts="J K" onKeyDown={walk} className="flex flex-col gap-1.5">
      {journey.rows.map((row, index) => {
        const heading = row.tense !== (journey.rows[index - 1]?.tense ?? "past") ? headings[row.tense] : null;
        const inPath = row.enrollmentId !== null && row.enrollmentId === enrollmentId;
        return (
          <Fragment key={row.id}>
            {heading ? (
              <li className="flex items-center gap-3 pt-2 pb-1 font-semibold text-caption text-ink2">
                {heading}
                <span aria-hidden="true" className="h-px flex-1 bg-line" />
              </li>
            ) : null}
            <JourneyRow
              row={row}
              zone={journey.contact.zone}
              now={journey.now}
              inPath={inPath}
              lit={litRow === row.id || (inPath && litNode !== null && litNode === row.nodeId)}
              onLight={props.onLight}
              onOpen={props.onOpen}
              onMail={props.onMail}
              onLetGo={props.onLetGo}
              onSettle={props.onSettle}
              ruleHref={props.ruleHref}
            />
          </Fragment>
        );
      })}
    </ol>
  );
}

function walkRows(list: HTMLElement | null, event: globalThis.KeyboardEvent): void {
  const step = { j: 1, k: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-journey-row]") ?? [])];
  const at = rows.findIndex((row) => row.closest("li")?.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
