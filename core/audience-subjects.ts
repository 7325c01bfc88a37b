import { z } from "zod";
import { attributeTypes } from "@/core/attribute";
import type { Target, ValueType } from "@/core/audience-target";
import type { Names } from "@/core/names";
import { describeSignal, signalFilterSchema } from "@/core/signal-filter";

const attributeTypeSchema = z.enum(attributeTypes);
const idSchema = z.string().max(64);

/** What a test is about. */
export const subjectSchema = z.discriminatedUnion("on", [
  z.object({ on: z.literal("attribute"), key: z.string().max(120), type: attributeTypeSchema }),
  z.object({ on: z.literal("entry"), path: z.string().max(200), type: attributeTypeSchema }),
  z.object({ on: z.literal("tags") }),
  z.object({ on: z.literal("segments") }),
  z.object({ on: z.literal("topic"), topicId: idSchema }),
  z.object({ on: z.literal("interest"), topicId: idSchema }),
  z.object({ on: z.literal("consent"), topicId: idSchema }),
  z.object({ on: z.literal("product"), productId: idSchema }),
  z.object({ on: z.literal("suppression") }),
  z.object({ on: z.literal("purchases"), productId: idSchema }),
  z.object({ on: z.literal("spending"), productId: idSchema }),
  z.object({ on: z.literal("signals"), filter: signalFilterSchema }),
]);
export type Subject = z.infer<typeof subjectSchema>;
export type SubjectOn = Subject["on"];

interface SubjectKind<S extends Subject> {
  readonly label: string;
  readonly group: "Person" | "Choices" | "What they did" | "This sequence";
  type(subject: S): ValueType;
  target(subject: S): Partial<Target>;
  /** Start of the sentence: "country", "interest in Product news". */
  describe(subject: S, names: Names): string;
  /** Names of the values the operator lists. */
  valueName(id: string, names: Names): string;
  /** The values to choose among, where they are few and fixed. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What must be filled in before it means anything; null when it is. */
  missing(subject: S): string | null;
}

const plain = (id: string): string => id.replaceAll("_", " ").replaceAll("-", " ");
const choiceNamed = (choices: readonly { value: string; label: string }[]) => (id: string) =>
  choices.find((choice) => choice.value === id)?.label ?? plain(id);
const topicName = (id: string, names: Names): string => names("topic", id) ?? "a deleted topic";
const needsTopic = (subject: { topicId: string }): string | null => (subject.topicId === "" ? "Choose a topic" : null);

const topicChoices = [
  { value: "in", label: "chosen" },
  { value: "out", label: "opted out" },
  { value: "unchosen", label: "not chosen either way" },
];
const interestChoices = [
  { value: "interested", label: "interested" },
  { value: "cold", label: "cold" },
  { value: "unknown", label: "unknown" },
];
const consentChoices = [
  { value: "opt_in", label: "opt-in" },
  { value: "customer", label: "customer" },
  { value: "legitimate_interest", label: "legitimate interest" },
  { value: "none", label: "none" },
];
const factChoices = [
  { value: "bought", label: "bought" },
  { value: "has_competing", label: "has a competing one" },
  { value: "not_for_them", label: "not for them" },
];
const suppressionChoices = [
  { value: "no", label: "not suppressed" },
  { value: "marketing-and-sales", label: "left marketing and sales" },
  { value: "all", label: "never to be written to" },
];

/** Every subject of the audience builder. One row is all a subject needs. */
export const subjectKinds: { readonly [K in SubjectOn]: SubjectKind<Extract<Subject, { on: K }>> } = {
  attribute: {
    label: "Field",
    group: "Person",
    type: (s) => s.type,
    target: (s) => ({ value: { from: "attribute", key: s.key } }),
    describe: (s, names) => names("attribute", s.key) ?? plain(s.key),
    valueName: (id) => id,
    missing: (s) => (s.key === "" ? "Choose a field" : null),
  },
  entry: {
    label: "What let them in",
    group: "This sequence",
    type: (s) => s.type,
    target: (s) => ({ value: { from: "entry", key: s.path } }),
    describe: (s) => `entry ${s.path}`,
    valueName: (id) => id,
    missing: (s) => (s.path === "" ? "Name a property of the entry" : null),
  },
  tags: {
    label: "Tag",
    group: "Person",
    type: () => "list",
    target: () => ({ member: (id) => ({ p: "member", of: "tag", id }) }),
    describe: () => "tagged",
    valueName: (id) => id,
    missing: () => null,
  },
  segments: {
    label: "Segment",
    group: "Person",
    type: () => "list",
    target: () => ({ member: (id) => ({ p: "member", of: "segment", id }) }),
    describe: () => "in segment",
    valueName: (id, names) => names("segment", id) ?? "a deleted segment",
    missing: () => null,
  },
  topic: {
    label: "Topic choice",
    group: "Choices",
    type: () => "choice",
    target: (s) => ({ choice: (among) => ({ p: "choice", of: "topic", topicId: s.topicId, in: among }) }),
    describe: (s, names) => topicName(s.topicId, names),
    valueName: choiceNamed(topicChoices),
    choices: topicChoices,
    missing: needsTopic,
  },
  interest: {
    label: "Interest",
    group: "What they did",
    type: () => "choice",
    target: (s) => ({ choice: (among) => ({ p: "choice", of: "interest", topicId: s.topicId, in: among }) }),
    describe: (s, names) => `interest in ${topicName(s.topicId, names)}`,
    valueName: choiceNamed(interestChoices),
    choices: interestChoices,
    missing: needsTopic,
  },
  consent: {
    label: "Consent",
    group: "Choices",
    type: () => "choice",
    target: (s) => ({ choice: (among) => ({ p: "choice", of: "consent", topicId: s.topicId, in: among }) }),
    describe: (s, names) => `consent for ${topicName(s.topicId, names)}`,
    valueName: choiceNamed(consentChoices),
    choices: consentChoices,
    missing: needsTopic,
  },
  product: {
    label: "Product fact",
    group: "Person",
    type: () => "list",
    target: (s) => ({ member: (fact) => ({ p: "product", productId: s.productId, fact }) }),
    describe: (s, names) => names("product", s.productId) ?? "a deleted product",
    valueName: choiceNamed(factChoices),
    choices: factChoices,
    missing: (s) => (s.productId === "" ? "Choose a product" : null),
  },
  suppression: {
    label: "Suppression",
    group: "Choices",
    type: () => "choice",
    target: () => ({ choice: (among) => ({ p: "suppressed", in: among }) }),
    describe: () => "address",
    valueName: choiceNamed(suppressionChoices),
    choices: suppressionChoices,
    missing: () => null,
  },
  purchases: {
    label: "Bought",
    group: "What they did",
    type: () => "happening",
    target: (s) => ({
      happened: (since, atLeast, sumAtLeast) => ({
        p: "purchases",
        productId: s.productId,
        since,
        atLeast,
        sumAtLeast,
      }),
    }),
    describe: (s, names) =>
      s.productId === "" ? "bought anything" : `bought ${names("product", s.productId) ?? "a deleted product"}`,
    valueName: (id) => id,
    missing: () => null,
  },
  spending: {
    label: "Money spent",
    group: "What they did",
    type: () => "spending",
    target: (s) => ({
      happened: (since, atLeast, sumAtLeast) => ({
        p: "purchases",
        productId: s.productId,
        since,
        atLeast,
        sumAtLeast,
      }),
    }),
    describe: (s, names) =>
      s.productId === "" ? "money spent" : `money spent on ${names("product", s.productId) ?? "a deleted product"}`,
    valueName: (id) => id,
    missing: () => null,
  },
  signals: {
    label: "Reaction or event",
    group: "What they did",
    type: () => "happening",
    target: (s) => ({
      happened: (since, atLeast) => ({ p: "signals", filter: s.filter, since, atLeast: atLeast ?? 1 }),
    }),
    describe: (s, names) => describeSignal(s.filter, names),
    valueName: (id) => id,
    missing: (s) => (s.filter.signal === "event" && s.filter.name === "" ? "Name the event" : null),
  },
};

/** The row of a subject, with the subject bound. The mapped type above ties row and subject; a lookup by union loses that, hence one cast here. */
export function subjectKindOf(subject: Subject): {
  label: string;
  type: ValueType;
  target: Target;
  describe(names: Names): string;
  valueName(id: string, names: Names): string;
  missing: string | null;
} {
  const kind = subjectKinds[subject.on] as SubjectKind<Subject>;
  return {
    label: kind.label,
    type: kind.type(subject),
    target: { value: null, member: null, choice: null, happened: null, ...kind.target(subject) },
    describe: (names) => kind.describe(subject, names),
    valueName: (id, names) => kind.valueName(id, names),
    missing: kind.missing(subject),
  };
}
