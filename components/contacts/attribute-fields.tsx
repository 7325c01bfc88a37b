"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AttributeType } from "@/core/attribute";
import { type AttributeDraft, withDefined } from "@/core/attribute-draft";

const kinds: { value: Exclude<AttributeType, "option">; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes or no" },
  { value: "date", label: "Date" },
];
const answers = [
  { value: "", label: "Not known" },
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** Fields of the workspace's own, those it defined always: each in the control of its type; one that is emptied is taken away. */
export function AttributeFields({
  value: given,
  onChange,
  errors,
}: {
  value: readonly AttributeDraft[];
  onChange: (value: readonly AttributeDraft[]) => void;
  errors: Readonly<Record<string, string>>;
}) {
  const { vocabulary } = useVocabulary();
  const value = withDefined(given, vocabulary?.attributes ?? []);
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 font-medium text-ink2 text-sm">Fields of your own</legend>
      {value.length > 0 ? (
        <div className="grid gap-4 sm:grid-cols-2">
          {value.map((draft) => (
            <Field
              key={draft.key}
              label={draft.label ?? sayKey(draft.key)}
              nativeLabel={draft.kind !== "boolean" && draft.kind !== "option"}
              error={errors[`attributes.${draft.key}`]}
            >
              <AttributeControl
                draft={draft}
                onChange={(text) => onChange(value.map((one) => (one.key === draft.key ? { ...one, text } : one)))}
              />
            </Field>
          ))}
        </div>
      ) : null}
      <NewField taken={value.map(({ key }) => key)} onAdd={(draft) => onChange([...value, draft])} />
    </fieldset>
  );
}

const sayKey = (key: string): string => key.replaceAll("_", " ");

/** Not known, each choice, and what stands there now though it is none of them. */
const choicesOf = ({ options = [], text }: AttributeDraft) => [
  { value: "", label: "Not known" },
  ...options.map((option) => ({ value: option, label: option })),
  ...(text === "" || options.includes(text) ? [] : [{ value: text, label: text, hint: "Not among the choices" }]),
];

function AttributeControl({ draft, onChange }: { draft: AttributeDraft; onChange: (text: string) => void }) {
  if (draft.kind === "boolean") return <Select options={answers} value={draft.text} onValueChange={onChange} />;
  if (draft.kind === "option") return <Select options={choicesOf(draft)} value={draft.text} onValueChange={onChange} />;
  return (
    <Input
      type={draft.kind === "date" ? "date" : "text"}
      {...(draft.kind === "number" ? { inputMode: "decimal" as const } : {})}
      autoComplete="off"
      value={draft.text}
      onValueChange={onChange}
    />
  );
}

const KEY = /^[a-z][a-z0-9_]{0,59}$/;

/** Puts a field on the form: one the workspace has, or a new one with its kind. */
function NewField({ taken, onAdd }: { taken: readonly string[]; onAdd: (draft: AttributeDraft) => void }) {
  const { vocabulary } = useVocabulary();
  const [key, setKey] = useState("");
  const [kind, setKind] = useState<(typeof kinds)[number]["value"]>("text");
  const known = (vocabulary?.attributes ?? []).filter((one) => !taken.includes(one.key));
  const isNew = KEY.test(key) && !taken.includes(key) && !known.some((one) => one.key === key);
  return (
    <div className="flex flex-wrap items-end gap-3">
      {known.length > 0 ? (
        <Field label="Add a field" nativeLabel={false} className="min-w-44 flex-1">
          <Combobox
            placeholder="One you use"
            options={known.map((one) => ({ value: one.key, label: one.label }))}
            value={null}
            onValueChange={(chosen) => {
              const found = known.find((one) => one.key === chosen);
              if (found) onAdd({ key: found.key, kind: found.kind, text: "" });
            }}
          />
        </Field>
      ) : null}
      <Field label="Or a new one" className="min-w-32 flex-1">
        <Input
          placeholder="favourite_colour"
          autoComplete="off"
          value={key}
          onValueChange={(typed) =>
            setKey(
              typed
                .trim()
                .toLowerCase()
                .replaceAll(/[\s-]+/g, "_"),
            )
          }
        />
      </Field>
      <Select
        aria-label="Kind of the new field"
        className="w-32"
        options={kinds}
        value={kind}
        onValueChange={setKind}
      />
      <Button
        icon={<Plus />}
        disabled={!isNew}
        onClick={() => {
          onAdd({ key, kind, text: "" });
          setKey("");
        }}
      >
        Add field
      </Button>
    </div>
  );
}
