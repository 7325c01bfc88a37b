import { eventType } from "inngest";
import { z } from "zod";

// Steps carry ids, not payloads (ARCHITECTURE, the engine in one page).

/** A run of this enrollment at this epoch shall exist. */
export const enrollmentStarted = eventType("enrollment/started", {
  schema: z.object({ workspaceId: z.string(), id: z.string(), epoch: z.int().min(1) }),
});

/** Something an enrollment must look at: carries nothing, the rows say what. */
export const enrollmentWoken = eventType("enrollment/woken", {
  schema: z.object({ workspaceId: z.string(), id: z.string() }),
});

/** Alarms of people rang: the governor decides about them. At most 50 a time. */
export const touchesDue = eventType("touches/due", {
  schema: z.object({ workspaceId: z.string(), personIds: z.array(z.string()).max(50) }),
});

/** A sandbox workspace's clock shall be moved. */
export const clockMoveStarted = eventType("clock/move-started", {
  schema: z.object({ workspaceId: z.string(), id: z.string() }),
});

/** The rows of a CSV shall be imported. */
export const importStarted = eventType("import/started", {
  schema: z.object({ workspaceId: z.string(), id: z.string() }),
});

/** A broadcast's messages shall be made, or taken back. */
export const broadcastWork = eventType("broadcast/work", {
  schema: z.object({ workspaceId: z.string(), id: z.string() }),
});

/** Those for whom something waits shall be looked at, from the person after `after` on; `at` is workspace time in epoch ms. */
export const peopleLookAgain = eventType("people/look-again", {
  schema: z.object({
    workspaceId: z.string(),
    sequenceId: z.string().optional(),
    broadcastId: z.string().optional(),
    teamId: z.string().optional(),
    senderId: z.string().optional(),
    at: z.number(),
    after: z.string(),
  }),
});

/** People shall be moved to a new version of their sequence, or back. `round` counts the runs that work on it. */
export const versionMoveStarted = eventType("version/move-started", {
  schema: z.object({ workspaceId: z.string(), id: z.string(), round: z.int().min(1) }),
});

const events = [
  enrollmentStarted,
  enrollmentWoken,
  touchesDue,
  clockMoveStarted,
  importStarted,
  broadcastWork,
  versionMoveStarted,
  peopleLookAgain,
] as const;

type EventOf<T> = T extends { name: infer Name extends string; schema: z.ZodType<infer Data> }
  ? { readonly name: Name; readonly data: Data }
  : never;

/** Any event Heed sends itself. */
export type HeedEvent = EventOf<(typeof events)[number]>;
