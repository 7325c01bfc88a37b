import type { Predicate, ValuePredicate } from "@/core/audience-predicate";
import type { EpochMs } from "@/core/instant";

/** What kind of value a subject gives; decides which operators fit. */
export type ValueType =
  | "text"
  | "number"
  | "date"
  | "boolean"
  | "option"
  | "list"
  | "choice"
  | "happening"
  | "spending";

/** What a test reads, bound to one subject: the operator fills in the comparison. A subject has exactly one of these. */
export interface Target {
  readonly value: Pick<ValuePredicate, "from" | "key"> | null;
  /** Membership in a list: the predicate for one id. */
  readonly member: ((id: string) => Predicate) | null;
  readonly choice: ((among: readonly string[]) => Predicate) | null;
  readonly happened: ((since: EpochMs | null, atLeast: number | null, sumAtLeast: number | null) => Predicate) | null;
}
