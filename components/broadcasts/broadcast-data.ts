import type { inferRouterOutputs } from "@trpc/server";
import type { BadgeTone } from "@/components/ui/badge";
import type { BroadcastState } from "@/core/broadcast";
import type { AppRouter } from "@/server/api/root";

export type Broadcast = inferRouterOutputs<AppRouter>["broadcasts"]["get"];
export type BroadcastRow = inferRouterOutputs<AppRouter>["broadcasts"]["list"]["items"][number];

/** States in words, with a mark beside the colour. */
export const stateWords: Readonly<
  Record<BroadcastState, { label: string; tone: BadgeTone; mark: "dot" | "ring" | "triangle" }>
> = {
  draft: { label: "Draft", tone: "neutral", mark: "ring" },
  scheduled: { label: "Scheduled", tone: "slate", mark: "ring" },
  sending: { label: "Sending", tone: "pine", mark: "dot" },
  paused: { label: "Paused", tone: "amber", mark: "ring" },
  finished: { label: "Finished", tone: "neutral", mark: "dot" },
  cancelled: { label: "Cancelled", tone: "rust", mark: "triangle" },
};

export const countPeople = (count: number): string =>
  `${count.toLocaleString("en")} ${count === 1 ? "person" : "people"}`;
