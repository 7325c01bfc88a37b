"use client";

import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ContactChange } from "@/core/effect";
import { contactChangeSchema } from "@/core/nodes/update";
import type { ControlProps } from "./control";
import { InnerProblem, LabelledGroup } from "./labelled";
import { toOptions } from "./offered";
import { firstBelow } from "./outcomes-control";
import { WordInput } from "./pick-controls";
import { readRows, toJson } from "./read-rows";
import { RowList } from "./row-list";

const kinds = [
  { value: "tag-add", label: "Add a tag" },
  { value: "tag-remove", label: "Take a tag away" },
  { value: "attribute-value", label: "Set a field" },
  { value: "attribute-add", label: "Count a field up" },
  { value: "attribute-now", label: "Set a field to now" },
  { value: "attribute-clear", label: "Empty a field" },
  { value: "product-add", label: "Note about a product" },
  { value: "product-remove", label: "Take a note away" },
] as const;
type Kind = (typeof kinds)[number]["value"];

const fresh: Record<Kind, ContactChange> = {
  "tag-add": { set: "tag", tag: "", to: "add" },
  "tag-remove": { set: "tag", tag: "", to: "remove" },
  "attribute-value": { set: "attribute", key: "", to: "value", value: "" },
  "attribute-add": { set: "attribute", key: "", to: "add", amount: 1 },
  "attribute-now": { set: "attribute", key: "", to: "now" },
  "attribute-clear": { set: "attribute", key: "", to: "clear" },
  "product-add": { set: "product", productId: "", fact: "has_competing", to: "add" },
  "product-remove": { set: "product", productId: "", fact: "has_competing", to: "remove" },
};

const facts = [
  { value: "bought" as const, label: "bought it" },
  { value: "has_competing" as const, label: "has a competing one" },
  { value: "not_for_them" as const, label: "not for them" },
];

/** What a step changes on the contact. */
export function ChangesControl(props: ControlProps) {
  return (
    <LabelledGroup props={props}>
      <RowList<ContactChange>
        path={props.field.path}
        rows={readRows<ContactChange>(contactChangeSchema, props.value)}
        keyOf={(_, index) => `${index}`}
        onChange={(rows) => props.onChange(toJson(rows))}
        make={() => fresh["tag-add"]}
        addLabel="Add a change"
        rowLabel={(_, index) => `Change ${index + 1}`}
      >
        {(change, set, index) => (
          <>
            <Select
              aria-label={`Change ${index + 1}: what`}
              options={kinds}
              value={kindOf(change)}
              onValueChange={(kind) => set(fresh[kind])}
            />
            <ChangeParts
              change={change}
              onChange={set}
              vocabulary={props.vocabulary}
              label={`Change ${index + 1}`}
              listId={`${props.nodeId}-${index}`}
            />
            <InnerProblem message={firstBelow(props.problems, `${index}.`)} />
          </>
        )}
      </RowList>
    </LabelledGroup>
  );
}

function kindOf(change: ContactChange): Kind {
  const kind = `${change.set}-${change.to}`;
  return kinds.find(({ value }) => value === kind)?.value ?? "tag-add";
}

function ChangeParts({
  change,
  onChange,
  vocabulary,
  label,
  listId,
}: {
  change: ContactChange;
  onChange: (change: ContactChange) => void;
  vocabulary: WorkspaceVocabulary;
  label: string;
  listId: string;
}) {
  if (change.set === "tag") {
    return (
      <WordInput
        id={`${listId}-tag`}
        label={`${label}: tag`}
        words={vocabulary.tags}
        value={change.tag}
        onChange={(tag) => onChange({ ...change, tag })}
      />
    );
  }
  if (change.set === "product") {
    return (
      <>
        <Combobox
          aria-label={`${label}: product`}
          options={toOptions(vocabulary.products, change.productId)}
          value={change.productId || null}
          onValueChange={(productId) => onChange({ ...change, productId: productId ?? "" })}
          placeholder="Choose a product"
        />
        <Select
          aria-label={`${label}: fact`}
          options={facts}
          value={change.fact}
          onValueChange={(fact) => onChange({ ...change, fact })}
        />
      </>
    );
  }
  const key = (
    <WordInput
      id={`${listId}-key`}
      label={`${label}: field`}
      placeholder="Field"
      words={vocabulary.attributes.map((one) => one.key)}
      value={change.key}
      onChange={(name) => onChange({ ...change, key: name })}
    />
  );
  if (change.to === "value") {
    return (
      <div className="flex gap-2">
        {key}
        <FieldValue
          label={`${label}: value`}
          field={vocabulary.attributes.find((one) => one.key === change.key)}
          value={String(change.value ?? "")}
          onChange={(value) => onChange({ ...change, value })}
        />
      </div>
    );
  }
  if (change.to === "add") {
    return (
      <div className="flex gap-2">
        {key}
        <Input
          type="number"
          aria-label={`${label}: by`}
          value={change.amount}
          onValueChange={(text) => onChange({ ...change, amount: Number(text) || 0 })}
        />
      </div>
    );
  }
  return key;
}

const yesNo = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** What a field is set to, in the control of its type. */
function FieldValue({
  label,
  field,
  value,
  onChange,
}: {
  label: string;
  field: WorkspaceVocabulary["attributes"][number] | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  if (field?.isDefined && (field.kind === "boolean" || field.kind === "option")) {
    const options = field.kind === "boolean" ? yesNo : field.options.map((one) => ({ value: one, label: one }));
    return (
      <Select aria-label={label} placeholder="Value" options={options} value={value || null} onValueChange={onChange} />
    );
  }
  const type = field?.isDefined && (field.kind === "date" || field.kind === "number") ? field.kind : "text";
  return <Input type={type} aria-label={label} placeholder="Value" value={value} onValueChange={onChange} />;
}
