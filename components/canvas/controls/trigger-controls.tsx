"use client";

import { fromClock, toClock } from "@/components/hours/clock-time";
import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { type Entrance, entranceNames, entranceSchema, type Reentry, reentrySchema } from "@/core/nodes/trigger";
import type { ControlProps } from "./control";
import { InnerProblem, LabelledGroup } from "./labelled";
import { toOptions } from "./offered";
import { firstBelow } from "./outcomes-control";
import { dateFieldsOf, WordInput } from "./pick-controls";
import { toJson } from "./read-rows";

const fresh: { readonly [K in Entrance["by"]]: Extract<Entrance, { by: K }> } = {
  hand: { by: "hand" },
  event: { by: "event", name: "", where: [] },
  purchase: { by: "purchase", productId: "", where: [] },
  segment: { by: "segment", segmentId: "" },
  tag: { by: "tag", tag: "" },
  form: { by: "form", formId: "" },
  date: { by: "date", attribute: "", offsetDays: 0, minute: 540, yearly: false },
};
/** A form of another program, which tells us by an event. */
const elsewhere = { value: "elsewhere", label: "A form elsewhere, by its id" };
const wayOptions = (Object.keys(fresh) as Entrance["by"][]).map((by) => ({ value: by, label: entranceNames[by] })); // keys of the record above

/** What lets people in. By hand, CSV and API always work beside it. */
export function EntranceControl(props: ControlProps) {
  const parsed = entranceSchema.safeParse(props.value);
  const entrance: Entrance = parsed.success ? parsed.data : { by: "hand" };
  const set = (next: Entrance, typing?: boolean) => props.onChange(toJson(next), typing);
  return (
    <LabelledGroup props={props}>
      <Select
        aria-label={props.field.label}
        options={wayOptions}
        value={entrance.by}
        onValueChange={(by) => set(fresh[by])}
      />
      <EntranceParts entrance={entrance} set={set} props={props} />
      <InnerProblem message={firstBelow(props.problems, "")} />
    </LabelledGroup>
  );
}

function EntranceParts({
  entrance,
  set,
  props,
}: {
  entrance: Entrance;
  set: (next: Entrance, typing?: boolean) => void;
  props: ControlProps;
}) {
  const { vocabulary, nodeId } = props;
  switch (entrance.by) {
    case "hand":
      return null;
    case "event":
      return (
        <Input
          aria-label="Event name"
          placeholder="Event name, like trial.started"
          value={entrance.name}
          onValueChange={(name) => set({ ...entrance, name }, true)}
        />
      );
    case "purchase":
      return (
        <Combobox
          aria-label="Product"
          options={toOptions(vocabulary.products, entrance.productId)}
          value={entrance.productId || null}
          onValueChange={(id) => set({ ...entrance, productId: id ?? "" })}
          placeholder="Any product"
          clearable
        />
      );
    case "segment":
      return (
        <Combobox
          aria-label="Segment"
          options={toOptions(vocabulary.segments, entrance.segmentId)}
          value={entrance.segmentId || null}
          onValueChange={(id) => set({ ...entrance, segmentId: id ?? "" })}
          placeholder="Choose a segment"
        />
      );
    case "tag":
      return (
        <WordInput
          id={`${nodeId}-entrance`}
          label="Tag"
          placeholder="Tag"
          words={vocabulary.tags}
          value={entrance.tag}
          onChange={(tag) => set({ ...entrance, tag }, true)}
        />
      );
    case "form":
      return (
        <>
          <Combobox
            aria-label="Form"
            placeholder="Choose a form"
            options={[...toOptions(vocabulary.forms, entrance.formId), elsewhere]}
            value={vocabulary.forms.some(({ id }) => id === entrance.formId) ? entrance.formId : elsewhere.value}
            onValueChange={(id) => set({ ...entrance, formId: id === null || id === elsewhere.value ? "" : id })}
          />
          {vocabulary.forms.some(({ id }) => id === entrance.formId) ? null : (
            <Input
              aria-label="Id of the form elsewhere"
              placeholder="formId of the event form.submitted"
              value={entrance.formId}
              onValueChange={(formId) => set({ ...entrance, formId }, true)}
            />
          )}
        </>
      );
    case "date":
      return (
        <>
          <WordInput
            id={`${nodeId}-entrance`}
            label="Date field"
            placeholder="Date field"
            words={dateFieldsOf(vocabulary)}
            value={entrance.attribute}
            onChange={(attribute) => set({ ...entrance, attribute }, true)}
          />
          <div className="flex gap-2">
            <Input
              type="number"
              aria-label="Days after the date, negative: before"
              value={entrance.offsetDays}
              onValueChange={(text) => set({ ...entrance, offsetDays: Math.trunc(Number(text) || 0) }, true)}
              trailing="days after"
            />
            <Input
              type="time"
              aria-label="At"
              value={toClock(entrance.minute)}
              onValueChange={(text) => set({ ...entrance, minute: fromClock(text) ?? entrance.minute })}
            />
          </div>
          <Switch
            label="Every year"
            checked={entrance.yearly}
            onCheckedChange={(yearly) => set({ ...entrance, yearly })}
          />
        </>
      );
  }
}

const reentryOptions = [
  { value: "never" as const, label: "Once, never again" },
  { value: "after-exit" as const, label: "Again, some days after leaving" },
  { value: "after-entry" as const, label: "Again, some days after entering" },
  { value: "once-per-key" as const, label: "Once per cart, order or renewal" },
];

export function ReentryControl(props: ControlProps) {
  const parsed = reentrySchema.safeParse(props.value);
  const reentry: Reentry = parsed.success ? parsed.data : { mode: "never" };
  const days = "days" in reentry ? reentry.days : null;
  return (
    <LabelledGroup props={props}>
      <Select
        aria-label={props.field.label}
        options={reentryOptions}
        value={reentry.mode}
        onValueChange={(mode) =>
          props.onChange(mode === "never" || mode === "once-per-key" ? { mode } : { mode, days: days ?? 30 })
        }
      />
      {days === null ? null : (
        <Input
          type="number"
          min={0}
          aria-label="Days until they may enter again"
          value={days}
          onValueChange={(text) => props.onChange({ ...reentry, days: Math.trunc(Number(text) || 0) }, true)}
          trailing="days"
        />
      )}
    </LabelledGroup>
  );
}
