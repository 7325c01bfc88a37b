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

/** Words without names: what a way out is called where nobody can look anything up. */
export const unnamed: Names = (kind) =>
  kind === "step" || kind === "attribute" ? null : missing[kind].replace("deleted ", "");

const missing: Readonly<Record<NamedKind, string>> = {
  sender: "a deleted sender",
  topic: "a deleted topic",
  product: "a deleted product",
  segment: "a deleted segment",
  sequence: "a deleted sequence",
  member: "a former member",
  team: "a deleted team",
  step: "an email",
  link: "a link",
  attribute: "a deleted field",
  rule: "a deleted rule",
  form: "a deleted form",
};

/** For words that are stored and read later: the id stands in them, and `fillNames` puts in what it is called by then. */
export const laterNames: Names = (kind, id) => (kind === "attribute" ? null : `{${kind}:${id}}`);

export const fillNames = (text: string, names: Names): string =>
  text.replace(/\{([a-z]+):([^{}\s]+)\}/g, (token, kind: string, id: string) =>
    isNamedKind(kind) ? (names(kind, id) ?? missing[kind]) : token,
  );

const isNamedKind = (kind: string): kind is NamedKind => Object.hasOwn(missing, kind);
