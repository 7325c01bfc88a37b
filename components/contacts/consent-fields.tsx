"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";

export type ConsentBasis = "opt_in" | "customer" | "legitimate_interest" | "none";

export interface ConsentDraft {
  readonly basis: ConsentBasis | null;
  readonly source: string;
  readonly wording: string;
}

export const noConsent: ConsentDraft = { basis: null, source: "", wording: "" };

export const basisLabels: Readonly<Record<ConsentBasis, string>> = {
  opt_in: "They asked for it",
  customer: "Customer",
  legitimate_interest: "Legitimate interest",
  none: "None",
};

const options: { value: ConsentBasis; label: string; hint: string }[] = [
  { value: "opt_in", label: "They asked for it", hint: "A form, a box they ticked, a card they handed over." },
  { value: "customer", label: "They are customers", hint: "They bought, and we write about the same kind of thing." },
  {
    value: "legitimate_interest",
    label: "Legitimate interest",
    hint: "Business to business, where the law allows a first letter.",
  },
  {
    value: "none",
    label: "None of these",
    hint: "A bought list, a social network: they get neither marketing nor sales, only what they ordered.",
  },
];

/** On what ground we may write to somebody: asked before an address is stored, shown to whoever asks later. */
export function ConsentFields({
  value,
  onChange,
  errors,
}: {
  value: ConsentDraft;
  onChange: (value: ConsentDraft) => void;
  errors: Readonly<Record<string, string>>;
}) {
  const basisError = errors["consent.basis"] ?? errors.consent;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <RadioGroup
          legend="Why may we write to them?"
          look="card"
          options={options}
          value={value.basis}
          onValueChange={(basis) => onChange({ ...value, basis })}
        />
        {basisError ? (
          <p role="alert" className="mt-1.5 text-rust text-sm">
            {basisError}
          </p>
        ) : null}
      </div>
      {value.basis === null ? null : (
        <>
          <Field
            label="Where it comes from"
            hint="For example: stand at the Milan fair, 12 May."
            error={errors["consent.source"]}
          >
            <Input value={value.source} onValueChange={(source) => onChange({ ...value, source })} />
          </Field>
          {value.basis === "none" ? null : (
            <Field
              label="What they agreed to, word for word"
              optional
              hint="The sentence beside the box. It is what you show when somebody asks."
              error={errors["consent.wording"]}
            >
              <Textarea rows={2} value={value.wording} onValueChange={(wording) => onChange({ ...value, wording })} />
            </Field>
          )}
        </>
      )}
    </div>
  );
}
