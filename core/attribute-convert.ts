import { type AttributeDefinition, type AttributeScalar, readAttribute } from "@/core/attribute";
import type { JsonValue } from "@/core/json";

/** One value that contacts have in a field, and how many. */
export interface HeldValue {
  readonly value: JsonValue;
  readonly contacts: number;
}

export interface Conversion {
  /** What is written otherwise by the new type: "12" becomes 12. */
  readonly changes: readonly { readonly from: JsonValue; readonly to: AttributeScalar; readonly contacts: number }[];
  /** What cannot be read as the new type and stays as it is, most frequent first. */
  readonly misfits: readonly HeldValue[];
}

/** What becomes of the values of a field that gets another type. What is of the new type already is in neither list. */
export function planConversion(
  definition: Pick<AttributeDefinition, "type" | "options">,
  held: readonly HeldValue[],
): Conversion {
  const changes: Conversion["changes"][number][] = [];
  const misfits: HeldValue[] = [];
  for (const one of held) {
    const { value, contacts } = one;
    const read = isScalar(value) ? readAttribute(definition, value) : null;
    if (!read?.ok) misfits.push(one);
    else if (read.value !== value) changes.push({ from: value, to: read.value, contacts });
  }
  return { changes, misfits: misfits.sort((a, b) => b.contacts - a.contacts) };
}

const isScalar = (value: JsonValue): value is AttributeScalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
