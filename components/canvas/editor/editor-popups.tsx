"use client";

import { AddMenu } from "@/components/canvas/add/add-menu";
import type { CardView } from "@/components/canvas/card-view";
import { type Graph, type GraphNode, type NodeId, nodesOf, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { FindStep } from "./find-step";
import { KeepBranchDialog } from "./keep-branch-dialog";
import { KeysHelp } from "./keys-help";
import { RenameDialog } from "./rename-dialog";
import type { useAdding } from "./use-adding";
import type { useDeleting } from "./use-deleting";

export type Popup = "find" | "keys" | "rename" | null;

/** What opens over the editor: the add menu, the search for a step, the keys, and the questions before a change. */
export function EditorPopups({
  popup,
  onPopup,
  graph,
  views,
  adding,
  deleting,
  onFind,
  renaming,
  onRename,
}: {
  popup: Popup;
  onPopup: (popup: Popup) => void;
  graph: Graph;
  views: ReadonlyMap<NodeId, CardView>;
  adding: ReturnType<typeof useAdding>;
  deleting: ReturnType<typeof useDeleting>;
  onFind: (id: NodeId) => void;
  renaming: GraphNode | undefined;
  onRename: (id: NodeId, name: string) => void;
}) {
  const close = () => onPopup(null);
  const targets = adding.ask
    ? nodesOf(graph)
        .filter((node) => !nodeTypeOf(node.kind)?.entry)
        .map((node) => ({ id: node.id, label: `${stepLabel(node)} ${views.get(node.id)?.title ?? ""}` }))
    : [];
  return (
    <>
      <AddMenu
        ask={adding.ask}
        onClose={adding.close}
        onPick={adding.pick}
        targets={targets}
        canPaste={adding.ask !== null && adding.ask.clip !== null}
        early={adding.early}
      />
      {popup === "find" ? (
        <FindStep
          views={views}
          onClose={close}
          onFind={(id) => {
            close();
            onFind(id);
          }}
        />
      ) : null}
      {popup === "keys" ? <KeysHelp onClose={close} /> : null}
      {deleting.asking !== null ? (
        <KeepBranchDialog graph={graph} nodeId={deleting.asking} onClose={deleting.cancel} onKeep={deleting.keep} />
      ) : null}
      <RenameDialog
        open={popup === "rename" && renaming !== undefined}
        onOpenChange={(open) => (open ? undefined : close())}
        title={renaming ? `Name ${stepLabel(renaming)}` : "Name the step"}
        name={renaming?.name ?? ""}
        optional
        onRename={async (name) => {
          if (renaming) onRename(renaming.id, name);
        }}
      />
    </>
  );
}
