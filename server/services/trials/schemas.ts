import { z } from "zod";
import type { Graph } from "@/core/graph";
import { graphSchema } from "@/core/graph-schema";
import type { TriedCase, TriedPath } from "@/core/try-check";

const id = z.string().min(1).max(64);
const share = z.number().min(0).max(1);
const graphInput: z.ZodType<Graph, Graph> = graphSchema;

export const trialPersonInput = z.object({
  id,
  /** Left out: somebody who is described, of whom nothing is known. */
  contactId: id.optional(),
});
export const forecastInput = z.object({
  id,
  /** The draft as it stands on the screen; left out: as it is stored. */
  graph: graphInput.optional(),
  segmentId: id,
  startAt: z.coerce.date().optional(),
  /** How often each outcome of a wait is taken, by step and outcome; the rest times out. */
  reactions: z.record(id, z.record(z.string().max(64), share)).default({}),
});
export const checksInput = z.object({ id });

/** Plain data of core's own making, kept and given back as it is: it is only ever read by core/simulate. */
const plain = <T>() => z.custom<T>((value) => typeof value === "object" && value !== null && !Array.isArray(value));
const MOST_BYTES = 400_000;

export const saveCheckInput = z
  .object({
    id,
    name: z.string().trim().min(1, "Give the check a name").max(120),
    contactId: id.nullable().default(null),
    tried: plain<TriedCase>(),
    expected: plain<TriedPath>(),
  })
  .refine((input) => JSON.stringify(input).length < MOST_BYTES, {
    error: "This case is too large to keep",
    path: ["tried"],
  });
export const removeCheckInput = z.object({ checkId: id });
