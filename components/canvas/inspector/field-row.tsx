"use client";

import type { ControlProps } from "@/components/canvas/controls/control";
import { controls } from "@/components/canvas/controls/controls";
import type { Problem } from "@/core/problem";
import { covers } from "./covers";

export interface FieldRowProps extends Omit<ControlProps, "problems"> {
  readonly problems: readonly Problem[];
}

/** One field of the form by its control, with the problems that stand at it. */
export function FieldRow({ problems, ...props }: FieldRowProps) {
  const Control = controls[props.field.control];
  const path = props.field.path;
  const mine = Object.fromEntries(
    problems
      .filter((problem) => covers(props.field, problem.path ?? ""))
      .reverse() // the first said wins
      .map((problem) => [(problem.path ?? "").slice(path.length + 1), problem.message]),
  );
  return (
    <div data-field={path}>
      <Control {...props} problems={mine} />
    </div>
  );
}
