import { correlationKeyIn } from "@/core/correlation-key";
import type { EffectKey } from "@/core/effect";
import type { EnrollmentState } from "@/core/enrollment";
import type { SignalFact } from "@/core/facts";
import { addMs, type EpochMs, SECOND_MS } from "@/core/instant";
import { isJsonObject, type JsonObject, type JsonValue } from "@/core/json";
import type { Provocation } from "@/core/node-type";
import type { SignalFilter } from "@/core/signal-filter";

/** Human signals that satisfy a wait's outcome, about the entry's own cart, a second apart, from `at` on. */
export function provoke(
  what: Provocation,
  visitKey: EffectKey,
  at: EpochMs,
  enrollment: EnrollmentState,
  keyPath: string,
): SignalFact[] {
  const { filter } = what;
  const touchKey =
    what.touch === "" ? (Object.values(enrollment.touches).at(-1) ?? null) : (enrollment.touches[what.touch] ?? null);
  const data = dataFor(filter, keyPath.trim() || "correlationKey", enrollment.entry.correlationKey);
  return Array.from({ length: what.count }, (_, index) => ({
    id: `${visitKey}/reaction/${index}`,
    kind: filter.signal,
    name: filter.signal === "event" ? filter.name : null,
    occurredAt: addMs(at, index * SECOND_MS),
    receivedAt: addMs(at, index * SECOND_MS),
    verdict: "human" as const,
    touchKey: filter.signal === "purchase" || filter.signal === "event" ? null : touchKey,
    linkId: filter.signal === "click" ? filter.linkId : null,
    replyClass: filter.signal === "reply" ? (filter.replyClasses[0] ?? "neutral") : null,
    productIds: filter.signal === "purchase" && filter.productId !== "" ? [filter.productId] : [],
    correlationKey: correlationKeyIn(data, ""),
    data,
  }));
}

/** Properties that pass the filter's tests, and the one that names the cart. */
function dataFor(filter: SignalFilter, keyPath: string, key: string | null): JsonObject {
  const about: JsonObject = key === null ? {} : withAt({}, keyPath.split("."), key);
  return filter.where.reduce((data, { path, op, value }) => {
    const passing = op === "exists" ? true : op === "is-not" ? `not ${String(value)}` : value;
    return withAt(data, path.split("."), passing);
  }, about);
}

function withAt(data: JsonObject, [first = "", ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (rest.length === 0) return { ...data, [first]: value };
  const inner = data[first];
  return { ...data, [first]: withAt(isJsonObject(inner) ? inner : {}, rest, value) };
}
