import type { Operator } from "@/core/audience-operator";
import { factOperators } from "@/core/audience-operators-fact";
import { dateOperators, numberOperators } from "@/core/audience-operators-number";
import { presenceOperators, textOperators } from "@/core/audience-operators-text";
import type { ValueType } from "@/core/audience-target";

/** Every operator of the audience builder, in the order the menu shows them. One row is all an operator needs. */
const operators = {
  ...textOperators,
  ...numberOperators,
  ...dateOperators,
  ...presenceOperators,
  ...factOperators,
} as const satisfies Record<string, Operator>;

const table: Readonly<Record<string, Operator>> = operators;

export const operatorIds = Object.keys(operators);

/** Null for a name that is no operator (a draft from elsewhere). */
export const operatorOf = (id: string): Operator | null => (Object.hasOwn(table, id) ? (table[id] ?? null) : null);

/** The operators of a value type, in menu order. */
export const operatorsFor = (type: ValueType): { id: string; operator: Operator }[] =>
  Object.entries(table)
    .filter(([, operator]) => operator.types.includes(type))
    .map(([id, operator]) => ({ id, operator }));
