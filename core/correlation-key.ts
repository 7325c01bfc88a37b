import type { EnrollmentState, Entry } from "@/core/enrollment";
import type { SignalFact, World } from "@/core/facts";
import { type JsonObject, jsonAt } from "@/core/json";
import type { CompiledGraph } from "@/core/node-type";

/**
 * Which cart, order or renewal an event is about: the property the entry names ("cart_id"), a number as its digits, else the
 * `correlationKey` its source gave; null: none. One rule for what lets people in and for what they do afterwards.
 */
export function correlationKeyIn(data: JsonObject, keyPath: string): string | null {
  const path = keyPath.trim();
  return (path === "" ? null : keyAt(data, path)) ?? keyAt(data, "correlationKey");
}

function keyAt(data: JsonObject, path: string): string | null {
  const found = jsonAt(data, path);
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found !== "" ? found : null;
}

type Keyed = Pick<CompiledGraph, "keyPath">;

/** The signals as a sequence reads them: each about what the property its entry names says. */
export const keyedSignals = ({ keyPath }: Keyed, signals: readonly SignalFact[]): readonly SignalFact[] =>
  keyPath.trim() === ""
    ? signals
    : signals.map((signal) => {
        const correlationKey = correlationKeyIn(signal.data, keyPath);
        return correlationKey === null || correlationKey === signal.correlationKey
          ? signal
          : { ...signal, correlationKey };
      });

/** The world an enrollment is advanced in; nobody who came without a key asks for one. */
export function keyedWorld(graph: Keyed, { entry }: EnrollmentState, world: World): World {
  if (graph.keyPath.trim() === "" || entry.correlationKey === null) return world;
  return { ...world, signals: keyedSignals(graph, world.signals) };
}

/** What lets somebody in on trial: about a cart even where what was given names none. */
export function triedEntry({ keyPath }: Keyed, entry: Entry): Entry {
  if (entry.correlationKey !== null) return entry;
  const found = correlationKeyIn(entry.data, keyPath);
  return { ...entry, correlationKey: found ?? (keyPath.trim() === "" ? null : "tried") };
}
