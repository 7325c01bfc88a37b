import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openTarget, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

describe("concurrency", () => {
  test("runs of one key never work at once, those of different keys do, and none is forgotten", async () => {
    const journal = new Journal();
    const working = new Map<string, number>();
    let mostOfOneKey = 0;
    let mostOfAll = 0;
    target = await openTarget((client) => [
      client.createFunction(
        { id: "serial", triggers: [{ event: `${client.id}/go` }], concurrency: { limit: 1, key: "event.data.key" } },
        async ({ event, step }) => {
          for (const name of ["one", "two"])
            await step.run(name, async () => {
              const { key } = event.data;
              working.set(key, (working.get(key) ?? 0) + 1);
              mostOfOneKey = Math.max(mostOfOneKey, working.get(key) ?? 0);
              mostOfAll = Math.max(
                mostOfAll,
                [...working.values()].reduce((sum, count) => sum + count, 0),
              );
              await new Promise((resolve) => setImmediate(resolve));
              working.set(key, (working.get(key) ?? 0) - 1);
            });
          await step.sleep("nap", "1s"); // a sleeping run takes no place
          await step.run("end", () => journal.note(`end ${event.data.n}`));
        },
      ),
    ]);
    const { client } = target;
    const runs = Array.from({ length: 60 }, (_, n) => n);
    await client.send(runs.map((n) => ({ name: `${client.id}/go`, data: { n, key: `k${n % 3}` } })));
    await journal.until(() => journal.of("end").length === 60);
    expect(journal.of("end").toSorted()).toEqual(runs.map((n) => `end ${n}`).toSorted());
    expect(mostOfOneKey).toBe(1);
    expect(mostOfAll).toBeGreaterThan(1);
  });

  test("a limit without a key holds for the whole function", async () => {
    const journal = new Journal();
    let working = 0;
    let most = 0;
    target = await openTarget((client) => [
      client.createFunction(
        { id: "pair", triggers: [{ event: `${client.id}/go` }], concurrency: 2 },
        async ({ step }) => {
          await step.run("work", async () => {
            working += 1;
            most = Math.max(most, working);
            // Nobody leaves before two are inside, except the last ones.
            if (journal.count("left") < 8) await journal.until(() => working === 2 || journal.count("left") >= 8);
            working -= 1;
            journal.note("left");
          });
        },
      ),
    ]);
    const { client } = target;
    await client.send(Array.from({ length: 10 }, (_, n) => ({ name: `${client.id}/go`, data: { n } })));
    await journal.seen("left", 10);
    expect(most).toBe(2);
  });
});
