import type { JsonObject, JsonValue } from "@/core/json";
import type { MergeVariable } from "@/core/merge-check";
import type { MergeData } from "@/core/merge-liquid";

/** What a mail may say about the person it goes to. Plain values; missing ones are null. */
export interface MergePerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  readonly companyName: string | null;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly owner: { readonly name: string; readonly email: string } | null;
}

/** The values a template may name for one person: `first_name`, `company.name`, `owner.name`, `attributes.plan`, `entry.cart_id`. */
export function toMergeData(
  person: MergePerson,
  sender: { name: string; address: string } | null,
  entry: JsonObject,
): MergeData {
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    full_name: [person.firstName, person.lastName].filter(Boolean).join(" ") || null,
    email: person.email,
    phone: person.phone,
    country: person.country,
    company: { name: person.companyName },
    owner: { name: person.owner?.name ?? null, email: person.owner?.email ?? null },
    sender: { name: sender?.name ?? null, email: sender?.address ?? null },
    attributes: person.attributes,
    entry,
  };
}

/**
 * What a writer may name, with whether it can come out empty: the same list for the composer, validation and publish.
 * @param attributes keys of the workspace's attributes
 */
export function knownMergeVariables(attributes: readonly string[]): MergeVariable[] {
  const maybe = (path: string): MergeVariable => ({ path, mayBeEmpty: true });
  return [
    maybe("first_name"),
    maybe("last_name"),
    maybe("full_name"),
    { path: "email", mayBeEmpty: false },
    maybe("phone"),
    maybe("country"),
    maybe("company.name"),
    maybe("owner.name"),
    maybe("owner.email"),
    { path: "sender.name", mayBeEmpty: false },
    { path: "sender.email", mayBeEmpty: false },
    ...attributes.map((key) => maybe(`attributes.${key}`)),
    maybe("entry.*"),
  ];
}
