"use client";

import { MoreHorizontal } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { NodeId } from "@/core/graph";
import type { AnyNodeType } from "@/core/node-type";

/** What one can do with a step without the keyboard: everything its single keys do. */
export interface StepActions {
  readonly onMove: (id: NodeId) => void;
  readonly onConnect: (id: NodeId) => void;
  readonly onDuplicate: (id: NodeId) => void;
  readonly onDelete: (id: NodeId) => void;
  readonly onRename: (id: NodeId) => void;
}

export function StepMenu({
  id,
  step,
  type,
  actions,
}: {
  id: NodeId;
  step: string;
  type: AnyNodeType | null;
  actions: StepActions;
}) {
  return (
    <Menu trigger={<IconButton size="sm" label={`What to do with ${step}`} icon={<MoreHorizontal />} />}>
      <MenuItem onSelect={() => actions.onRename(id)}>Rename…</MenuItem>
      {type?.terminal ? null : (
        <MenuItem shortcut="C" onSelect={() => actions.onConnect(id)}>
          Continue at…
        </MenuItem>
      )}
      {type?.entry ? null : (
        <>
          <MenuItem shortcut="M" onSelect={() => actions.onMove(id)}>
            Move…
          </MenuItem>
          <MenuItem shortcut="Ctrl D" onSelect={() => actions.onDuplicate(id)}>
            Duplicate
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger shortcut="Del" onSelect={() => actions.onDelete(id)}>
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
