"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { outletsOf } from "@/core/compile";
import { continuesBy, deleteSteps, titleOf } from "@/core/edit";
import { type Graph, type NodeId, nodeOf, stepLabel } from "@/core/graph";

/** A fork is deleted: which of its branches stays in its place. Says for each how many steps go. */
export function KeepBranchDialog({
  graph,
  nodeId,
  onClose,
  onKeep,
}: {
  graph: Graph;
  nodeId: NodeId;
  onClose: () => void;
  onKeep: (outlet: string) => void;
}) {
  const node = nodeOf(graph, nodeId);
  const [chosen, setChosen] = useState(node ? continuesBy(node) : null);
  if (!node) return null;
  const options = outletsOf(graph, nodeId).flatMap((outlet) => {
    const to = node.next[outlet.id];
    const target = to === undefined ? undefined : nodeOf(graph, to);
    return target
      ? [
          {
            value: outlet.id,
            label: `Keep “${outlet.label}”`,
            hint: `${stepLabel(target)} follows. ${goneWith(graph, nodeId, outlet.id)}`,
          },
        ]
      : [];
  });
  const keep = options.some(({ value }) => value === chosen) ? (chosen ?? "") : (options[0]?.value ?? "");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Delete ${titleOf(node)}?`}
      description="One of its branches takes its place; steps that only the others lead to go with it."
      footer={
        <>
          <DialogClose>
            <Button>Leave it</Button>
          </DialogClose>
          <Button variant="danger" onClick={() => onKeep(keep)}>
            Delete
          </Button>
        </>
      }
    >
      <RadioGroup legend="Which branch stays" look="card" value={keep} onValueChange={setChosen} options={options} />
    </Dialog>
  );
}

function goneWith(graph: Graph, id: NodeId, keep: string): string {
  const edit = deleteSteps(graph, [id], keep);
  const lost = edit.ok ? Object.keys(graph.nodes).length - Object.keys(edit.graph.nodes).length - 1 : 0;
  return lost === 0 ? "No other step is lost." : `${lost} other ${lost === 1 ? "step goes" : "steps go"}.`;
}
