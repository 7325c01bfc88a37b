import type { EndReason } from "@/core/enrollment";

const words: Readonly<Record<EndReason, string>> = {
  "reached-end": "Came to the end",
  "left-here": "Left at an exit",
  goal: "Reached a goal",
  "exit-rule": "Left by an exit rule",
  "rounds-spent": "Left after the last round",
  stopped: "Taken out",
  migrated: "Left at a new version",
  broken: "Stopped at a broken step",
};

/** How a passage ended ("exit-rule", as it is stored) in a few words. */
export const sayEnd = (reason: string | null): string =>
  Object.entries(words).find(([known]) => known === reason)?.[1] ?? "Left";
