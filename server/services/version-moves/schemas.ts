import { z } from "zod";
import type { Destination } from "@/core/migrate";

const id = z.string().min(1).max(64);

const destinationSchema: z.ZodType<Destination, Destination> = z.discriminatedUnion("to", [
  z.object({ to: z.literal("stay") }),
  z.object({ to: z.literal("same") }),
  z.object({ to: z.literal("node"), nodeId: id }),
  z.object({ to: z.literal("exit") }),
]);
/** By `choiceKey` of core/migrate-choice: version and step. */
const choicesSchema = z.record(z.string().max(140), destinationSchema);

/** What becomes of the people inside. Left out: they stay, unless a step they stand on is gone; then somebody must say. */
export const peopleChoiceSchema = z.discriminatedUnion("how", [
  /** They finish on the version they are on. */
  z.object({ how: z.literal("stay") }),
  /** They go along; steps without a choice keep their place. */
  z.object({ how: z.literal("move"), choices: choicesSchema.default({}) }),
]);

export const planPublishInput = z.object({ id, choices: choicesSchema.default({}) });
export const movesInput = z.object({ id });
export const undoMoveInput = z.object({
  id,
  /** Whom new people meet from now on: the version before, or still the new one. */
  live: z.enum(["before", "stays"]).default("before"),
});
