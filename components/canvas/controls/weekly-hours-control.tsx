"use client";

import { WeeklyHours } from "@/components/hours/weekly-hours";
import type { JsonObject } from "@/core/json";
import type { HoursLayer } from "@/core/schedule-hours";
import type { ControlProps } from "./control";
import { LabelledGroup } from "./labelled";

/** As JSON has it: a name that is not there is no key. */
const withoutGaps = ({ name, ...rest }: HoursLayer["dates"][number]): JsonObject =>
  name === undefined ? rest : { ...rest, name };

/** Own hours for this step; left empty it keeps those of the sequence. */
export function WeeklyHoursControl(props: ControlProps) {
  const { "": own, ...inside } = props.problems; // the group says its own
  return (
    <LabelledGroup props={own === undefined ? props : { ...props, problems: { "": own } }}>
      <WeeklyHours
        value={props.value}
        problems={inside}
        setLabel="Set hours for this step"
        inheritLabel="Use the sequence's hours"
        onChange={(next) => props.onChange(next === null ? null : { ...next, dates: next.dates.map(withoutGaps) })}
      />
    </LabelledGroup>
  );
}
