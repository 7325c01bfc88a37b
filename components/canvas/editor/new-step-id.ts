import type { NodeId } from "@/core/graph";

/** An id for a new step: by chance, at the edge, never from a count. */
export const newStepId = (): NodeId => `nod_${crypto.randomUUID().replaceAll("-", "").slice(0, 20)}`;
