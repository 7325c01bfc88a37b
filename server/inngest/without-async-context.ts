/**
 * Keeps the SDK from AsyncLocalStorage in this process; to be imported before it. Up to Node 22 that storage hooks every
 * promise of the process from the first run on: a fifth of a worker's time (decision 0005). The SDK knows a runtime without it
 * and goes on: what is lost is `group.parallel`, `group.experiment`, tools called outside of a function, none of which stands
 * in `functions/`. From Node 24 on it costs nothing, and is left alone.
 */
const [major] = process.versions.node.split(".").map(Number);
const key = Symbol.for("inngest:als");
if ((major ?? 0) < 24 && !Reflect.has(globalThis, key)) {
  const none = { getStore: () => undefined, run: <T>(_store: unknown, work: () => T): T => work() };
  Reflect.set(globalThis, key, { promise: Promise.resolve(none), resolved: none, isFallback: true });
}

export {};
