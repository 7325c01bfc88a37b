"use client";

import { anySignal, signalFilterSchema } from "@/core/signal-filter";
import type { ControlProps } from "./control";
import { InnerProblem, LabelledGroup } from "./labelled";
import { toJson } from "./read-rows";
import { SignalParts } from "./signal-parts";

export function SignalControl(props: ControlProps) {
  const parsed = signalFilterSchema.safeParse(props.value);
  return (
    <LabelledGroup props={props}>
      <SignalParts
        label={props.field.label}
        filter={parsed.success ? parsed.data : anySignal("reply")}
        vocabulary={props.vocabulary}
        onChange={(filter, typing) => props.onChange(toJson(filter), typing)}
      />
      <InnerProblem message={props.problems.name} />
    </LabelledGroup>
  );
}
