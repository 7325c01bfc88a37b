/**
 * Turns many small calls into a few large ones. While one flush is under way the next set gathers; an idle gatherer
 * flushes at once, so a lone call waits for nothing.
 *
 * `flush` answers one result per item, in order, and does all of a set or nothing. When it throws, the items are flushed
 * one by one: one that cannot be done hurts nobody but its caller.
 */
export function gather<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  { max = 100, flushes = 1 }: { max?: number; flushes?: number } = {},
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  async function run(): Promise<void> {
    scheduled = false;
    if (running >= flushes || waiting.length === 0) return;
    const set = waiting.splice(0, max);
    running += 1;
    try {
      await flushSet(set);
    } finally {
      running -= 1;
      schedule();
    }
  }

  async function flushSet(set: Waiting[]): Promise<void> {
    let results: Result[];
    try {
      results = await flush(set.map((entry) => entry.item));
      if (results.length !== set.length) throw new Miscount(set.length, results.length);
    } catch (error) {
      if (set.length > 1 && !(error instanceof Miscount)) for (const entry of set) await flushSet([entry]);
      else for (const entry of set) entry.reject(error);
      return;
    }
    for (const [index, result] of results.entries()) set[index]?.resolve(result);
  }

  function schedule(): void {
    if (scheduled || running >= flushes || waiting.length === 0) return;
    scheduled = true;
    setImmediate(run);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}

/** A fault of the program: what was flushed must not be flushed again. */
class Miscount extends Error {
  override name = "Miscount";
  constructor(items: number, results: number) {
    super(`gathered ${items} items, got ${results} results`);
  }
}
