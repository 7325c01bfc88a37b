import { z } from "zod";
import { pauseClocks } from "@/core/enrollment";

const id = z.string().min(1).max(64);
const ids = z.array(id).min(1).max(500);
const reason = z.string().trim().max(500);
const whyIt = reason.min(1, "Say why");

/** Whom to enroll: contacts by id, or everybody in a segment. */
export const enrollInput = z
  .object({
    sequenceId: id,
    contactIds: z.array(id).min(1).max(10_000).optional(),
    segmentId: id.optional(),
    /** needed for people who said no to sales */
    reason: reason.nullish(),
    /** what merge and conditions may read as `entry.*`; API only */
    data: z.record(z.string(), z.json()).default({}),
  })
  .refine((input) => (input.contactIds === undefined) !== (input.segmentId === undefined), {
    error: "Choose people or a segment",
    path: ["contactIds"],
  });

export const stopInput = z.object({ ids, reason: whyIt });
export const pauseInput = z.object({
  ids,
  /** workspace time; null: until somebody resumes it */
  until: z.coerce.date().nullable().default(null),
  clock: z.enum(pauseClocks).default("stands"),
  reason: whyIt,
});
export const resumeInput = z.object({ ids });

/** Acts on passages, by the ids their doing gave. */
export const undoActsInput = z.object({ ids });

/** Where the person was seen: aimed elsewhere by now, nothing happens. */
const at = z.object({ nodeId: id, visit: z.int().min(1) });
export const skipWaitInput = z.object({ id, at, reason: whyIt });
export const jumpInput = z.object({ id, at, to: id, reason: whyIt });
