import type { EffectKey } from "@/core/effect";
import type { EnrollmentState } from "@/core/enrollment";
import type { SignalFact } from "@/core/facts";
import type { NodeId } from "@/core/graph";
import { addMs, type EpochMs, SECOND_MS } from "@/core/instant";
import type { JsonValue } from "@/core/json";
import type { SignalFilter } from "@/core/signal-filter";

/** Human signals that satisfy a wait's outcome, a second apart, from `at` on. */
export function provoke(
  what: { readonly filter: SignalFilter; readonly touch: NodeId; readonly count: number },
  visitKey: EffectKey,
  at: EpochMs,
  enrollment: EnrollmentState,
): SignalFact[] {
  const { filter } = what;
  const touchKey =
    what.touch === "" ? (Object.values(enrollment.touches).at(-1) ?? null) : (enrollment.touches[what.touch] ?? null);
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
    correlationKey: enrollment.entry.correlationKey,
    data: dataFor(filter),
  }));
}

/** Properties that pass the filter's tests. */
function dataFor(filter: SignalFilter): Record<string, JsonValue> {
  const data: Record<string, JsonValue> = {};
  for (const test of filter.where) {
    const keys = test.path.split(".");
    const last = keys.pop() ?? test.path;
    let at = data;
    for (const key of keys) {
      const inner: Record<string, JsonValue> = {};
      at[key] = inner;
      at = inner;
    }
    at[last] = test.op === "exists" ? true : test.op === "is-not" ? `not ${String(test.value)}` : test.value;
  }
  return data;
}
