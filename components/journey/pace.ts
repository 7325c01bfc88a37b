import type { FrequencyPace } from "@/core/attention/rule";

export type Pace = FrequencyPace | "none";

export const paceOptions: readonly { value: Pace; label: string }[] = [
  { value: "none", label: "No wish of their own" },
  { value: "daily", label: "Once a day" },
  { value: "weekly", label: "Once a week" },
  { value: "twice_a_month", label: "Twice a month" },
  { value: "monthly", label: "Once a month" },
];

/** "Once a week"; what is stored is text to the database. */
export const toPace = (stored: string | null): Pace =>
  paceOptions.find(({ value }) => value === stored)?.value ?? "none";
export const sayPace = (stored: string | null): string =>
  paceOptions.find(({ value }) => value === toPace(stored))?.label ?? "";
