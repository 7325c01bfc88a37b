/** Things with an id whose name a sentence needs. */
export type NamedKind =
  | "sender"
  | "topic"
  | "product"
  | "segment"
  | "sequence"
  | "member"
  | "team"
  | "step"
  | "link"
  | "attribute"
  | "form"
  | "rule";

/** Looks a name up; null when it is not known (deleted, not loaded). Sentences then say "a deleted topic" or the like. */
export type Names = (kind: NamedKind, id: string) => string | null;

export const noNames: Names = () => null;
