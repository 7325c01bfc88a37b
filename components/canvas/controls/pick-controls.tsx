"use client";

import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { asStrings, asText, type ControlProps } from "./control";
import { Labelled } from "./labelled";
import { type Named, toOptions } from "./offered";

/** One thing of the workspace. What is deleted stays readable until it is changed. */
function PickOne({ props, list, empty }: { props: ControlProps; list: readonly Named[]; empty: string }) {
  const value = asText(props.value);
  return (
    <Labelled props={props} native={false}>
      <Combobox
        options={toOptions(list, value)}
        value={value === "" ? null : value}
        onValueChange={(chosen) => props.onChange(chosen ?? "")}
        placeholder={props.field.placeholder ?? "Choose…"}
        emptyText={empty}
        aria-label={props.field.label}
      />
    </Labelled>
  );
}

export const SenderControl = (props: ControlProps) => (
  <PickOne props={props} list={props.vocabulary.senders} empty="There is no sender yet: Settings, Senders" />
);
export const TopicControl = (props: ControlProps) => (
  <PickOne props={props} list={props.vocabulary.topics} empty="There is no topic yet: Settings, Topics" />
);
export const SegmentControl = (props: ControlProps) => (
  <PickOne props={props} list={props.vocabulary.segments} empty="There is no segment yet" />
);
export const SequenceControl = (props: ControlProps) => (
  <PickOne props={props} list={props.vocabulary.sequences} empty="There is no other sequence yet" />
);
export const ProductControl = (props: ControlProps) => (
  <PickOne
    props={props}
    list={[{ id: "", name: "Any product" }, ...props.vocabulary.products]}
    empty="There is no product yet"
  />
);
export const MemberControl = (props: ControlProps) => (
  <PickOne
    props={props}
    list={[{ id: "owner", name: "The contact's owner" }, ...props.vocabulary.members]}
    empty="Nobody of that name"
  />
);

export function ProductsControl(props: ControlProps) {
  const value = asStrings(props.value);
  return (
    <Labelled props={props} native={false}>
      <MultiCombobox
        options={toOptions(props.vocabulary.products, value)}
        value={value}
        onValueChange={(chosen) => props.onChange(chosen)}
        placeholder="Add a product…"
        aria-label={props.field.label}
      />
    </Labelled>
  );
}

/** Known words to choose from, and any new one: tags and attributes are made by using them. */
export function WordInput({
  words,
  value,
  onChange,
  label,
  placeholder,
  id,
}: {
  words: readonly string[];
  value: string;
  onChange: (value: string) => void;
  label?: string;
  placeholder?: string;
  id: string;
}) {
  return (
    <>
      <Input
        list={id}
        value={value}
        placeholder={placeholder ?? ""}
        onValueChange={onChange}
        {...(label === undefined ? {} : { "aria-label": label })}
      />
      <datalist id={id}>
        {words.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}

export function TagControl(props: ControlProps) {
  return (
    <Labelled props={props}>
      <WordInput
        id={`${props.nodeId}-tags`}
        words={props.vocabulary.tags}
        value={asText(props.value)}
        onChange={(text) => props.onChange(text, true)}
      />
    </Labelled>
  );
}

/** Fields that hold a date; any other can be named too, as long as dates stand in it. */
export const dateFieldsOf = ({ attributes }: ControlProps["vocabulary"]): string[] =>
  attributes.filter(({ kind }) => kind === "date").map(({ key }) => key);

export function DateFieldControl(props: ControlProps) {
  return (
    <Labelled props={props}>
      <WordInput
        id={`${props.nodeId}-attributes`}
        words={dateFieldsOf(props.vocabulary)}
        value={asText(props.value)}
        onChange={(text) => props.onChange(text, true)}
      />
    </Labelled>
  );
}
