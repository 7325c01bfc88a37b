"use client";

import { type ReactNode, useMemo } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AttributeDraft } from "@/core/attribute-draft";
import { AttributeFields } from "./attribute-fields";

/** A contact as one types it: text everywhere, empty means nothing. */
export interface ContactDraft {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string;
  readonly phone: string;
  readonly country: string;
  readonly externalId: string;
  readonly timeZone: string | null;
  readonly ownerId: string | null;
  /** Separated by commas. */
  readonly tags: string;
  readonly attributes: readonly AttributeDraft[];
}

export const emptyContact: ContactDraft = {
  email: "",
  firstName: "",
  lastName: "",
  companyName: "",
  phone: "",
  country: "",
  externalId: "",
  timeZone: null,
  ownerId: null,
  tags: "",
  attributes: [],
};

/** The draft as the API takes it, without its attributes: of those only what changed is told. */
export const toInput = ({ tags, attributes: _, ...draft }: ContactDraft) => ({
  ...draft,
  tags: tags
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean),
});

type TextKey = Exclude<keyof ContactDraft, "timeZone" | "ownerId" | "attributes">;

/** The fields of a contact; every error stands at its field. */
export function ContactFields({
  value,
  onChange,
  errors,
  children,
}: {
  value: ContactDraft;
  onChange: (value: ContactDraft) => void;
  errors: Readonly<Record<string, string>>;
  children?: ReactNode;
}) {
  const { vocabulary } = useVocabulary();
  const zones = useMemo(
    () => Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
    [],
  );
  const text = (key: TextKey, extra: { type?: string; autoComplete?: string; placeholder?: string } = {}) => (
    <Input
      value={value[key]}
      onValueChange={(typed: string) => onChange({ ...value, [key]: typed })}
      autoComplete="off"
      {...extra}
    />
  );
  const tagError = errors.tags ?? Object.entries(errors).find(([path]) => path.startsWith("tags."))?.[1];
  return (
    <div className="flex flex-col gap-4">
      <Field label="E-mail address" error={errors.email}>
        {text("email", { type: "email" })}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" optional error={errors.firstName}>
          {text("firstName")}
        </Field>
        <Field label="Last name" optional error={errors.lastName}>
          {text("lastName")}
        </Field>
      </div>
      <Field
        label="Company"
        optional
        hint="Left empty, it is taken from the address unless that is free mail."
        error={errors.companyName}
      >
        {text("companyName")}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Phone" optional error={errors.phone}>
          {text("phone", { type: "tel" })}
        </Field>
        <Field label="Country" optional hint="By name or code: Italy, IT" error={errors.country}>
          {text("country")}
        </Field>
      </div>
      <Field label="Time zone" optional nativeLabel={false} hint="Decides their quiet hours." error={errors.timeZone}>
        <Combobox
          options={zones}
          value={value.timeZone}
          onValueChange={(timeZone) => onChange({ ...value, timeZone })}
          placeholder="As the company or the workspace"
          clearable
        />
      </Field>
      <Field label="Owner" optional nativeLabel={false} hint="Gets the tasks." error={errors.ownerId}>
        <Combobox
          options={(vocabulary?.members ?? []).map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
          value={value.ownerId}
          onValueChange={(ownerId) => onChange({ ...value, ownerId })}
          placeholder="Nobody"
          clearable
        />
      </Field>
      <Field label="Tags" optional hint="Separated by commas" error={tagError}>
        {text("tags")}
      </Field>
      <Field label="Your own id" optional hint="The number your shop or CRM knows them by" error={errors.externalId}>
        {text("externalId")}
      </Field>
      <AttributeFields
        value={value.attributes}
        onChange={(attributes) => onChange({ ...value, attributes })}
        errors={errors}
      />
      {children}
    </div>
  );
}
