"use client";

import { Select } from "@/components/ui/select";
import { everybody } from "@/core/audience";
import { type ExitRule, exitRuleSchema } from "@/core/exit-rule";
import { anySignal } from "@/core/signal-filter";
import { ConditionParts } from "./condition-control";
import type { ControlProps } from "./control";
import { InnerProblem, LabelledGroup } from "./labelled";
import { linksOf } from "./mail-links";
import { firstBelow } from "./outcomes-control";
import { newRowId, readRows, toJson } from "./read-rows";
import { RowList } from "./row-list";
import { SignalParts } from "./signal-parts";

const kinds = [
  { value: "signal" as const, label: "they do something" },
  { value: "condition" as const, label: "something is true of them" },
  { value: "unsubscribe" as const, label: "they unsubscribe" },
];
const scopes = [
  { value: "anywhere" as const, label: "whatever made them" },
  { value: "sequence" as const, label: "in answer to this sequence" },
];

function fresh(by: ExitRule["by"], id: string): ExitRule {
  if (by === "signal") return { id, by, filter: anySignal("purchase"), scope: "anywhere" };
  return by === "condition" ? { id, by, when: everybody } : { id, by };
}

/** What takes people out from anywhere in the sequence, also from a wait. */
export function ExitsControl(props: ControlProps) {
  return (
    <LabelledGroup props={props}>
      <RowList<ExitRule>
        path={props.field.path}
        rows={readRows(exitRuleSchema, props.value)}
        keyOf={(rule) => rule.id}
        onChange={(rows) => props.onChange(toJson(rows))}
        make={() => fresh("signal", newRowId())}
        addLabel="Add an exit"
        rowLabel={(_, index) => `Leaves when ${index + 1}`}
      >
        {(rule, change, index) => (
          <>
            <Select
              aria-label={`Exit ${index + 1}: leaves when`}
              options={kinds}
              value={rule.by}
              onValueChange={(by) => change(fresh(by, rule.id))}
            />
            {rule.by === "signal" ? (
              <>
                <SignalParts
                  label={`Exit ${index + 1}`}
                  filter={rule.filter}
                  vocabulary={props.vocabulary}
                  links={linksOf(props.graph, "")}
                  onChange={(filter) => change({ ...rule, filter })}
                />
                <Select
                  aria-label={`Exit ${index + 1}: where`}
                  options={scopes}
                  value={rule.scope}
                  onValueChange={(scope) => change({ ...rule, scope })}
                />
              </>
            ) : null}
            {rule.by === "condition" ? (
              <ConditionParts
                condition={rule.when}
                onChange={(when) => change({ ...rule, when })}
                props={props}
                label={`Exit ${index + 1}`}
                problemPrefix={`${index}.when.`}
              />
            ) : null}
            <InnerProblem message={firstBelow(props.problems, `${index}.filter`)} />
          </>
        )}
      </RowList>
    </LabelledGroup>
  );
}
