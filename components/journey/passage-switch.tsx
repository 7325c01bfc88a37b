"use client";

import { Select } from "@/components/ui/select";
import type { Passage } from "./journey-data";

/** Which of several passages is drawn. */
export function PassageSwitch({
  passages,
  value,
  onChange,
}: {
  passages: readonly Passage[];
  value: Passage;
  onChange: (id: string) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2 text-sm">
      {passages.length > 1 ? (
        <Select
          aria-label="Passage on view"
          size="sm"
          className="w-72"
          options={passages.map((one) => ({
            value: one.id,
            label: `${one.sequenceName}, version ${one.version}`,
            hint: sayState(one),
          }))}
          value={value.id}
          onValueChange={onChange}
        />
      ) : (
        <span className="font-medium">
          {value.sequenceName}, version {value.version}
        </span>
      )}
      <span className="min-w-0 truncate text-ink2">{sayState(value)}</span>
    </div>
  );
}

function sayState({ status, ended, paused, pausedBySequence, pauseReason, stepName }: Passage): string {
  if (status === "finished") return ended ?? "Left";
  if (paused) {
    const words = pausedBySequence ? "Paused with the whole sequence" : "Paused";
    return pauseReason ? `${words}: ${pauseReason}` : words;
  }
  return stepName ? `At ${stepName}` : "Inside";
}
