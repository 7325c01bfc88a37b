import { type AttributeScalar, type AttributeType, readAttribute } from "@/core/attribute";
import { isJsonObject, type JsonValue } from "@/core/json";

/** A field of a contact as one types it: text whatever its kind, empty means that nothing is known. */
export interface AttributeDraft {
  readonly key: string;
  readonly kind: AttributeType;
  /** A boolean is `true` or `false`, a date `YYYY-MM-DD`. */
  readonly text: string;
  /** What it is called, where it is defined. */
  readonly label?: string;
  /** What to choose among, of the kind `option`. */
  readonly options?: readonly string[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The kind a stored value is edited as; a date with a time is edited as it is written. */
function kindOfValue(value: AttributeScalar): AttributeType {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return DAY.test(value) ? "date" : "text";
}

/** The fields one can type, by name. Lists and objects that a program stored are not among them. */
export function toAttributeDrafts(attributes: JsonValue): AttributeDraft[] {
  if (!isJsonObject(attributes)) return [];
  return Object.entries(attributes)
    .flatMap(([key, value]): AttributeDraft[] =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [{ key, kind: kindOfValue(value), text: String(value) }]
        : [],
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** A field of the workspace as a form needs to know it. */
export interface KnownField {
  readonly key: string;
  readonly label: string;
  readonly kind: AttributeType;
  readonly options: readonly string[];
  readonly isDefined: boolean;
}

/** The same in the types the workspace gave its fields: each of those stands there, also where nothing is known; the others follow. */
export function withDefined(drafts: readonly AttributeDraft[], fields: readonly KnownField[]): AttributeDraft[] {
  const defined = fields.filter(({ isDefined }) => isDefined);
  return [
    ...defined.map(({ key, label, kind, options }) => {
      const text = drafts.find((one) => one.key === key)?.text ?? "";
      return { key, kind, text, label, options };
    }),
    ...drafts.filter(({ key }) => !defined.some((one) => one.key === key)),
  ];
}

type Value = AttributeScalar | null;

/** What a draft means; null is nothing. */
function readDraft({
  kind,
  text,
  options = [],
}: AttributeDraft): { readonly value: Value } | { readonly problem: string } {
  if (text.trim() === "") return { value: null };
  const read = readAttribute({ type: kind, options }, text);
  return read.ok ? { value: read.value } : { problem: read.problem };
}

export type ReadAttributes =
  | { readonly ok: true; readonly changed: Readonly<Record<string, Value>> }
  /** What is wrong, by the path a form shows it at: `attributes.seats`. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** What changes: only fields that mean something else than before; null takes one away. */
export function readAttributeDrafts(
  drafts: readonly AttributeDraft[],
  before: readonly AttributeDraft[],
): ReadAttributes {
  const was = new Map(before.map((one) => [one.key, one]));
  const changed: Record<string, Value> = {};
  const problems: Record<string, string> = {};
  for (const draft of drafts) {
    const old = was.get(draft.key);
    if (old ? old.text === draft.text : draft.text.trim() === "") continue;
    const read = readDraft(draft);
    if ("problem" in read) problems[`attributes.${draft.key}`] = read.problem;
    else changed[draft.key] = read.value;
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, changed };
}

export interface SaidField {
  readonly label: string;
  readonly text: string;
  /** What is wrong where the value is none of the field's type. */
  readonly problem: string | null;
}

/** The fields somebody has, to read: by what the workspace calls them, in its order; what does not fit is said. */
export function sayFields(attributes: JsonValue, fields: readonly KnownField[]): SaidField[] {
  if (!isJsonObject(attributes)) return [];
  const known = fields.filter(({ key }) => Object.hasOwn(attributes, key));
  const others = Object.keys(attributes).filter((key) => !known.some((one) => one.key === key));
  return [
    ...known.map(({ key, label, kind, options, isDefined }) => {
      const value = attributes[key] ?? null;
      const scalar = typeof value === "object" ? null : value;
      const read = isDefined && scalar !== null ? readAttribute({ type: kind, options }, scalar) : null;
      return { label, text: sayValue(value), problem: read?.ok === false ? read.problem : null };
    }),
    ...others.map((key) => ({
      label: key.replaceAll("_", " "),
      text: sayValue(attributes[key] ?? null),
      problem: null,
    })),
  ];
}

const sayValue = (value: JsonValue): string =>
  value === true ? "Yes" : value === false ? "No" : typeof value === "object" ? JSON.stringify(value) : String(value);
