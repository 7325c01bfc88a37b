"use client";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type Condition, type ConditionGroup, conditionSchema, everybody } from "@/core/audience";
import { ConditionRow, newTest } from "./condition-row";
import type { ControlProps } from "./control";
import { InnerProblem, LabelledGroup } from "./labelled";
import { firstBelow } from "./outcomes-control";
import { toJson } from "./read-rows";
import { RowList } from "./row-list";
import { WhoFits } from "./who-fits";

const modes = [
  { value: "all" as const, label: "all of these" },
  { value: "any" as const, label: "any of these" },
  { value: "none" as const, label: "none of these" },
];

export function ConditionControl(props: ControlProps) {
  const parsed = conditionSchema.safeParse(props.value);
  return (
    <LabelledGroup props={props}>
      <ConditionParts
        condition={parsed.success ? parsed.data : everybody}
        onChange={(condition) => props.onChange(toJson(condition))}
        props={props}
        label={props.field.label}
        counted
      />
    </LabelledGroup>
  );
}

/** Groups in groups are read by nobody deeper than this. */
const DEEPEST = 2;

/** Who is meant: tests joined by all, any or none. An empty list is everybody. */
export function ConditionParts({
  condition,
  onChange,
  props,
  label,
  problemPrefix = "",
  counted = false,
  depth = 0,
}: {
  condition: Condition;
  onChange: (condition: Condition) => void;
  props: Pick<ControlProps, "vocabulary" | "problems" | "nodeId">;
  label: string;
  problemPrefix?: string;
  /** Says how many people it means. */
  counted?: boolean;
  depth?: number;
}) {
  const group: ConditionGroup = condition.type === "test" ? { type: "all", of: [condition] } : condition;
  return (
    <div className="flex flex-col gap-2">
      {group.of.length > 1 || depth > 0 ? (
        <Select
          aria-label={`${label}: how tests are joined`}
          options={modes}
          value={group.type}
          onValueChange={(type) => onChange({ ...group, type })}
        />
      ) : null}
      {group.of.length === 0 ? <p className="text-ink2 text-sm">Everybody</p> : null}
      <RowList<Condition>
        rows={group.of}
        keyOf={(_, index) => `${index}`}
        onChange={(of) => onChange({ ...group, of })}
        make={() => newTest()}
        addLabel="Add a condition"
        rowLabel={(part, index) => `${part.type === "test" ? "Condition" : "Group"} ${index + 1}`}
      >
        {(part, change, index) => (
          <>
            {part.type === "test" ? (
              <ConditionRow
                test={part}
                onChange={change}
                vocabulary={props.vocabulary}
                label={`${label}, condition ${index + 1}`}
                listId={`${props.nodeId}-${index}`}
              />
            ) : (
              <ConditionParts
                condition={part}
                onChange={change}
                props={props}
                label={`${label}, group ${index + 1}`}
                problemPrefix={`${problemPrefix}of.${index}.`}
                depth={depth + 1}
              />
            )}
            <InnerProblem message={firstBelow(props.problems, `${problemPrefix}of.${index}`)} />
          </>
        )}
      </RowList>
      {depth < DEEPEST ? (
        <Button
          size="sm"
          variant="quiet"
          className="self-start"
          onClick={() => onChange({ ...group, of: [...group.of, { type: "any", of: [newTest()] }] })}
        >
          Add a group
        </Button>
      ) : null}
      {counted ? <WhoFits condition={condition} label={label} /> : null}
    </div>
  );
}
