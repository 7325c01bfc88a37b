import { useRef, useState } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { mayBeEmptyIn } from "./value-look";
import { ValueNode } from "./value-node";

/** The chip of a value, which knows what of the workspace may be empty. Made once for an editor. */
export function useValueNode(vocabulary: Pick<WorkspaceVocabulary, "attributes">) {
  const now = useRef(vocabulary);
  now.current = vocabulary;
  const [node] = useState(() =>
    ValueNode.configure({ mayBeEmpty: (path) => mayBeEmptyIn(now.current.attributes)(path) }),
  );
  return node;
}
