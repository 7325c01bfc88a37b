import type { NodeId } from "@/core/graph";

/** `must` blocks publishing, `look` does not. */
export type ProblemRank = "must" | "look";

/** Something wrong with a draft. `message` says the fix ("Add a subject line"). */
export interface Problem {
  /** null: about the whole sequence. */
  readonly nodeId: NodeId | null;
  /** Dotted path into the node's config, where a field shows it; `next.<outlet>` for an outlet. */
  readonly path?: string;
  readonly code: string;
  readonly message: string;
  readonly rank: ProblemRank;
}
