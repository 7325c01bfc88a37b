import { z } from "zod";
import type { Entry } from "@/core/enrollment";
import type { SignalFact, SignalKind } from "@/core/facts";
import { type JsonValue, jsonAt } from "@/core/json";
import type { Names } from "@/core/names";
import { numberIn } from "@/core/number-in";

export const signalKinds = ["open", "click", "reply", "purchase", "event"] as const satisfies readonly SignalKind[];

export const propertyTestSchema = z.object({
  /** Dotted path into the signal's data. */
  path: z.string().min(1).max(200),
  op: z.enum(["is", "is-not", "contains", "at-least", "at-most", "exists"]),
  value: z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]),
});
export type PropertyTest = z.infer<typeof propertyTestSchema>;

/** Which signals are meant. Empty strings and lists mean "any". */
export const signalFilterSchema = z.object({
  signal: z.enum(signalKinds),
  /** Name of a custom event. */
  name: z.string().max(200).default(""),
  linkId: z.string().max(200).default(""),
  replyClasses: z.array(z.string().max(40)).default([]),
  productId: z.string().max(64).default(""),
  where: z.array(propertyTestSchema).max(20).default([]),
  /** Only about the same cart, order, renewal that let the person in. */
  sameKey: z.boolean().default(false),
});
export type SignalFilter = z.infer<typeof signalFilterSchema>;

export const anySignal = (signal: SignalKind): SignalFilter => ({
  signal,
  name: "",
  linkId: "",
  replyClasses: [],
  productId: "",
  where: [],
  sameKey: false,
});

/** Mail that answers by itself: never "a reply" unless a filter names the class (SEMANTICS §4). */
export const automaticReplyClasses: ReadonlySet<string> = new Set([
  "out_of_office",
  "ticket_ack",
  "challenge",
  "calendar",
  "read_receipt",
  "delay_notice",
  "bounce_hard",
  "bounce_soft",
  "bounce_block",
  "bulk",
  "automated",
  "complaint",
  "left_company",
]);

/** Whether the signal is one of those meant. The verdict is the caller's business. */
export function matchesSignal(filter: SignalFilter, signal: SignalFact, entry: Entry | null): boolean {
  if (signal.kind !== filter.signal) return false;
  if (filter.signal === "event" && filter.name !== "" && signal.name !== filter.name) return false;
  if (filter.signal === "click" && filter.linkId !== "" && signal.linkId !== filter.linkId) return false;
  if (filter.signal === "reply" && !matchesReplyClass(filter.replyClasses, signal.replyClass)) return false;
  if (filter.signal === "purchase" && filter.productId !== "" && !signal.productIds.includes(filter.productId))
    return false;
  if (filter.sameKey && (entry?.correlationKey == null || signal.correlationKey !== entry.correlationKey)) return false;
  return filter.where.every((test) => matchesProperty(test, jsonAt(signal.data, test.path)));
}

function matchesReplyClass(wanted: readonly string[], actual: string | null): boolean {
  if (wanted.length > 0) return actual !== null && wanted.includes(actual);
  return actual === null || !automaticReplyClasses.has(actual);
}

/**
 * Whether a signal may move anybody for this filter: what a person did, and of what programs wrote only mail whose class the
 * filter names ("replies (out of office)").
 */
export const mayMove = (filter: SignalFilter, signal: SignalFact): boolean =>
  signal.verdict === "human" ||
  (signal.kind === "reply" && signal.replyClass !== null && filter.replyClasses.includes(signal.replyClass));

/** Text is compared without regard to case; a number in text counts as the number. */
export function matchesProperty(test: Pick<PropertyTest, "op" | "value">, actual: JsonValue | undefined): boolean {
  const present = actual !== undefined && actual !== null && actual !== "";
  switch (test.op) {
    case "exists":
      return present;
    case "is":
      return sameValue(actual, test.value);
    case "is-not":
      return !sameValue(actual, test.value);
    case "contains":
      return present && fold(actual).includes(fold(test.value));
    case "at-least":
      return compareNumbers(actual, test.value, (a, b) => a >= b);
    case "at-most":
      return compareNumbers(actual, test.value, (a, b) => a <= b);
  }
}

function compareNumbers(
  actual: JsonValue | undefined,
  wanted: JsonValue,
  holds: (a: number, b: number) => boolean,
): boolean {
  const a = numberIn(actual);
  const b = numberIn(wanted);
  return a !== null && b !== null && holds(a, b);
}

const fold = (value: JsonValue | undefined): string =>
  (typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "")).toLowerCase();

const sameValue = (a: JsonValue | undefined, b: JsonValue): boolean =>
  b === null || b === "" ? a === undefined || a === null || a === "" : a != null && fold(a) === fold(b);

const verb: Record<SignalKind, string> = {
  open: "opens",
  click: "clicks",
  reply: "replies",
  purchase: "buys",
  event: "does",
};

/** "clicks Prices", "replies (interested)", "buys Pro", "trial.started". */
export function describeSignal(filter: SignalFilter, names: Names): string {
  const where = filter.where
    .map((test) => ` with ${test.path} ${test.op.replace("-", " ")} ${String(test.value ?? "")}`.trimEnd())
    .join(" and");
  switch (filter.signal) {
    case "event":
      return `${filter.name === "" ? "does anything" : filter.name}${where}`;
    case "click":
      return `${verb.click} ${filter.linkId === "" ? "a link" : (names("link", filter.linkId) ?? "a link")}${where}`;
    case "reply":
      return filter.replyClasses.length === 0
        ? `${verb.reply}${where}`
        : `${verb.reply} (${filter.replyClasses.map((c) => c.replaceAll("_", " ")).join(" or ")})${where}`;
    case "purchase":
      return `${verb.purchase} ${filter.productId === "" ? "something" : (names("product", filter.productId) ?? "a deleted product")}${where}`;
    case "open":
      return `${verb.open}${where}`;
  }
}
