/**
 * Turns many small calls into a few large ones. While one flush is under way the next set gathers; an idle gatherer
 * flushes at once, so a lone call waits for nothing.
 *
 * `flush` answers one result per item, in order. When it throws, every caller of that set gets the error.
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
      const results = await flush(set.map((entry) => entry.item));
      if (results.length !== set.length) throw new Error(`gathered ${set.length} items, got ${results.length} results`);
      results.forEach((result, index) => {
        set[index]?.resolve(result);
      });
    } catch (error) {
      for (const entry of set) entry.reject(error);
    } finally {
      running -= 1;
      schedule();
    }
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
