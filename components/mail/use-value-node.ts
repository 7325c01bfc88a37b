import { useRef, useState } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { knownMergeVariables } from "@/core/merge-fields";
import { ValueNode } from "./value-node";

/** The chip of a value, which knows what of the workspace may be empty. Made once for an editor. */
export function useValueNode(vocabulary: Pick<WorkspaceVocabulary, "attributes">) {
  const now = useRef(vocabulary);
  now.current = vocabulary;
  const [node] = useState(() =>
    ValueNode.configure({
      mayBeEmpty: (path) => {
        const known = knownMergeVariables(now.current.attributes.map(({ key }) => key));
        return known.find((one) => one.path === path)?.mayBeEmpty ?? true;
      },
    }),
  );
  return node;
}
