"use client";

import { RadioGroup } from "@/components/ui/radio-group";
import type { PauseClock } from "@/core/enrollment";

const clocks: readonly { readonly value: PauseClock; readonly label: string }[] = [
  { value: "stands", label: "Stand still" },
  { value: "runs", label: "Go on running" },
];

/** What the waits of a paused sequence, or of one person's way through it, do until it goes on. */
export function PauseClockChoice({ value, onChange }: { value: PauseClock; onChange: (value: PauseClock) => void }) {
  return <RadioGroup legend="Waits meanwhile" value={value} onValueChange={onChange} options={clocks} />;
}
