"use client";

import { Combobox } from "@/components/ui/combobox";
import { toZoneName } from "@/components/ui/date-format";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TriedCase } from "@/core/try-check";
import type { TrialScene } from "./run-trial";

/** What one says about somebody who is not there. */
export interface Described {
  readonly firstName: string;
  /** null: the workspace's. */
  readonly zone: string | null;
  readonly tags: string;
  /** `plan=team, city=Pune` */
  readonly fields: string;
}

export const undescribed: Described = { firstName: "", zone: null, tags: "", fields: "" };

/** The stranger with what was said of them. */
export function describedAs(person: TrialScene["person"], said: Described): TrialScene["person"] {
  const zone = said.zone ?? person.zone;
  const attributes = Object.fromEntries(
    said.fields.split(",").flatMap((part) => {
      const [key = "", value = ""] = part.split("=").map((word) => word.trim());
      if (key === "") return [];
      return [[key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value] as const];
    }),
  );
  return {
    ...person,
    zone,
    contact: {
      ...person.contact,
      attributes: { ...attributes, ...(said.firstName ? { first_name: said.firstName } : {}) },
      tags: said.tags
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    },
    facts: { ...person.facts, zone: { id: zone, source: "explicit" } },
  };
}

/** What was said of somebody, by the case it was kept in. */
export function toDescribed({ contact, facts }: Pick<TriedCase, "contact" | "facts">): Described {
  const { first_name: firstName, ...others } = contact.attributes;
  return {
    firstName: typeof firstName === "string" ? firstName : "",
    zone: facts.zone.id,
    tags: contact.tags.join(", "),
    fields: Object.entries(others)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(", "),
  };
}

const zones = Intl.supportedValuesOf("timeZone").map((zone) => ({
  value: zone,
  label: toZoneName(zone),
  hint: zone,
}));

export function DescribePerson({
  said,
  zone,
  onChange,
}: {
  said: Described;
  zone: string;
  onChange: (said: Described) => void;
}) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="First name" optional>
        <Input value={said.firstName} onValueChange={(firstName: string) => onChange({ ...said, firstName })} />
      </Field>
      <Field label="Place" nativeLabel={false}>
        <Combobox
          aria-label="Place"
          options={zones}
          value={zone}
          valueLabel={toZoneName(zone)}
          onValueChange={(next) => onChange({ ...said, zone: next })}
        />
      </Field>
      <Field label="Tags" optional>
        <Input
          placeholder="trial, vip"
          value={said.tags}
          onValueChange={(tags: string) => onChange({ ...said, tags })}
        />
      </Field>
      <Field label="Fields" optional>
        <Input
          placeholder="plan=team"
          value={said.fields}
          onValueChange={(fields: string) => onChange({ ...said, fields })}
        />
      </Field>
    </div>
  );
}
