import type { EpochMs } from "@/core/instant";
import type { JsonValue } from "@/core/json";

/** `enrollment/node/visit`: the idempotency key of everything that follows from one visit. */
export type EffectKey = string;

export const effectKey = (enrollmentId: string, nodeId: string, visit: number): EffectKey =>
  `${enrollmentId}/${nodeId}/${visit}`;

/** Parts of a key made by `effectKey`; null for any other string. Ids hold no slash. */
export function partsOfKey(key: EffectKey): { enrollmentId: string; nodeId: string; visit: number } | null {
  const [enrollmentId, nodeId, visit, ...rest] = key.split("/");
  if (!enrollmentId || !nodeId || !visit || rest.length > 0 || !/^[1-9]\d*$/.test(visit)) return null;
  return { enrollmentId, nodeId, visit: Number(visit) };
}

interface EffectBase {
  readonly key: EffectKey;
  readonly nodeId: string;
  readonly visit: number;
}

/** A touch must exist under this key. Its text and sender are read from the node's config at claim: `sendOf(graph, nodeId)`. */
export interface SendEffect extends EffectBase {
  readonly type: "send";
  readonly dueAt: EpochMs;
  readonly deadlineAt: EpochMs;
  /** A send waits for its touch, not for a time. */
  readonly wakeAt: null;
}

/** Nothing to do before `wakeAt` unless something happens. */
export interface SleepEffect extends EffectBase {
  readonly type: "sleep";
  /** null: open end (paused). */
  readonly wakeAt: EpochMs | null;
}

/** Waits for signals, at the latest until `wakeAt`. */
export interface AwaitEffect extends EffectBase {
  readonly type: "await";
  readonly wakeAt: EpochMs;
}

export type ContactChange =
  | { readonly set: "attribute"; readonly key: string; readonly to: "value"; readonly value: JsonValue }
  | { readonly set: "attribute"; readonly key: string; readonly to: "clear" }
  | { readonly set: "attribute"; readonly key: string; readonly to: "add"; readonly amount: number }
  | { readonly set: "attribute"; readonly key: string; readonly to: "now" }
  | { readonly set: "tag"; readonly tag: string; readonly to: "add" | "remove" }
  | {
      readonly set: "product";
      readonly productId: string;
      readonly fact: "bought" | "has_competing" | "not_for_them";
      readonly to: "add" | "remove";
    };

/** What a `do` effect asks for. Long texts stay in the graph: the driver reads them with `doOf(graph, nodeId)`. */
export type DoAction =
  | { readonly do: "update"; readonly changes: readonly ContactChange[] }
  | { readonly do: "task"; readonly dueAt: EpochMs }
  | { readonly do: "notify" }
  | { readonly do: "webhook" }
  | { readonly do: "move"; readonly sequenceId: string; readonly thenLeave: boolean };

/** Carried out once under its key; then the driver puts a DoneFact under that key into the world and advances again. */
export interface DoEffect extends EffectBase {
  readonly type: "do";
  readonly action: DoAction;
  /** A do waits for its DoneFact. */
  readonly wakeAt: null;
}

export type Effect = SendEffect | SleepEffect | AwaitEffect | DoEffect;
