"use client";

import { Input } from "@/components/ui/input";
import { everybody } from "@/core/audience";
import { type BranchArm, branchArmSchema } from "@/core/nodes/branch";
import { ConditionParts } from "./condition-control";
import type { ControlProps } from "./control";
import { LabelledGroup } from "./labelled";
import { newRowId, readRows, toJson } from "./read-rows";
import { RowList } from "./row-list";

/** The arms of a branch, first match wins; the else is always there and needs no row. */
export function BranchesControl(props: ControlProps) {
  return (
    <LabelledGroup props={props}>
      <RowList<BranchArm>
        path={props.field.path}
        rows={readRows(branchArmSchema, props.value)}
        keyOf={(arm) => arm.id}
        onChange={(rows) => props.onChange(toJson(rows))}
        make={() => ({ id: newRowId(), label: "", when: everybody })}
        addLabel="Add a branch"
        rowLabel={(arm, index) => `${index + 1}. ${arm.label || "Branch"}`}
        ranked
      >
        {(arm, change, index) => (
          <>
            <Input
              aria-label={`Branch ${index + 1}: name on the tab`}
              placeholder="Name on the tab"
              value={arm.label}
              onValueChange={(label) => change({ ...arm, label })}
            />
            <ConditionParts
              condition={arm.when}
              onChange={(when) => change({ ...arm, when })}
              props={props}
              label={`Branch ${index + 1}`}
              problemPrefix={`${index}.when.`}
              counted
            />
          </>
        )}
      </RowList>
    </LabelledGroup>
  );
}
