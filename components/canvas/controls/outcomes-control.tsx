"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { anySignal, describeSignal } from "@/core/signal-filter";
import { aboutMail, type WaitOutcome, waitOutcomeSchema } from "@/core/wait-outcome";
import type { ControlProps } from "./control";
import { ANY_MAIL, emailSteps } from "./email-controls";
import { InnerProblem, LabelledGroup } from "./labelled";
import { linksOf } from "./mail-links";
import { newRowId, readRows, toJson } from "./read-rows";
import { RowList } from "./row-list";
import { SignalParts } from "./signal-parts";

/** Ordered outcomes of a wait: each is a tab on the card with a line of its own; the first in the list ranks highest. */
export function OutcomesControl(props: ControlProps) {
  const outcomes = readRows(waitOutcomeSchema, props.value);
  return (
    <LabelledGroup props={props}>
      <RowList<WaitOutcome>
        path={props.field.path}
        rows={outcomes}
        keyOf={(outcome) => outcome.id}
        onChange={(rows) => props.onChange(toJson(rows))}
        make={() => ({ id: newRowId(), label: "", filter: anySignal("click"), touch: "", count: 1 })}
        addLabel="Add an outcome"
        rowLabel={(outcome, index) => `${index + 1}. ${outcome.label || describeSignal(outcome.filter, props.names)}`}
        ranked
      >
        {(outcome, change, index) => (
          <>
            <Input
              aria-label={`Outcome ${index + 1}: name on the tab`}
              placeholder={describeSignal(outcome.filter, props.names)}
              value={outcome.label}
              onValueChange={(label) => change({ ...outcome, label })}
            />
            <SignalParts
              label={`Outcome ${index + 1}`}
              filter={outcome.filter}
              vocabulary={props.vocabulary}
              links={linksOf(props.graph, outcome.touch)}
              onChange={(filter) => change({ ...outcome, filter })}
            />
            {aboutMail(outcome) ? (
              <Select
                aria-label={`Outcome ${index + 1}: which mail`}
                options={[{ value: ANY_MAIL, label: "any mail of this sequence" }, ...emailSteps(props.graph)]}
                value={outcome.touch === "" ? ANY_MAIL : outcome.touch}
                onValueChange={(touch) => change({ ...outcome, touch: touch === ANY_MAIL ? "" : touch })}
              />
            ) : null}
            <Input
              type="number"
              min={1}
              max={99}
              aria-label={`Outcome ${index + 1}: how often`}
              value={outcome.count}
              onValueChange={(text) => change({ ...outcome, count: Math.max(1, Math.trunc(Number(text) || 1)) })}
              trailing={outcome.count === 1 ? "time" : "times"}
            />
            <InnerProblem message={firstBelow(props.problems, `${index}.`)} />
          </>
        )}
      </RowList>
    </LabelledGroup>
  );
}

export const firstBelow = (problems: Readonly<Record<string, string>>, prefix: string): string | undefined =>
  Object.entries(problems).find(([path]) => path.startsWith(prefix))?.[1];
