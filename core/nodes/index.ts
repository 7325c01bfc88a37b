import type { AnyNodeType } from "@/core/node-type";
import { branchNode } from "@/core/nodes/branch";
import { delayNode } from "@/core/nodes/delay";
import { emailNode } from "@/core/nodes/email";
import { exitNode } from "@/core/nodes/exit";
import { goalNode } from "@/core/nodes/goal";
import { moveNode } from "@/core/nodes/move";
import { notifyNode } from "@/core/nodes/notify";
import { splitNode } from "@/core/nodes/split";
import { taskNode } from "@/core/nodes/task";
import { triggerNode } from "@/core/nodes/trigger";
import { updateNode } from "@/core/nodes/update";
import { waitNode } from "@/core/nodes/wait";
import { webhookNode } from "@/core/nodes/webhook";

/** The only list of node types, in the order of the add menu. */
export const nodeTypes = {
  trigger: triggerNode,
  email: emailNode,
  delay: delayNode,
  wait: waitNode,
  branch: branchNode,
  split: splitNode,
  update: updateNode,
  task: taskNode,
  notify: notifyNode,
  webhook: webhookNode,
  move: moveNode,
  goal: goalNode,
  exit: exitNode,
} as const satisfies { readonly [K in string]: AnyNodeType };

export type NodeKind = keyof typeof nodeTypes;

export const nodeKinds = Object.values(nodeTypes).map((type) => type.kind);

const byKind: Readonly<Record<string, AnyNodeType>> = nodeTypes;

/** Null for a kind this build does not know. */
export const nodeTypeOf = (kind: string): AnyNodeType | null =>
  Object.hasOwn(byKind, kind) ? (byKind[kind] ?? null) : null;

/** What the add menu offers. */
export const addableNodeTypes: readonly AnyNodeType[] = Object.values(byKind).filter((type) => type.key !== null);
