import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openTarget, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

describe("waitForEvent", () => {
  test("only the event whose field is equal wakes the run, with its data; nobody else is woken", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "waiter", triggers: [{ event: `${client.id}/go` }] }, async ({ event, step }) => {
        const { n } = event.data;
        await step.run("begin", () => journal.note(`begun ${n}`));
        const expression = {
          1: "async.data.id == event.data.id",
          2: `"second" == async.data.id`,
          3: "event.data.id == async.data.id && async.data.amount >= 10",
          4: "async.data.deep['key'] == event.data.id",
        }[Number(n)];
        const woken = await step.waitForEvent("wait", {
          event: `${client.id}/come`,
          timeout: "10m",
          if: expression ?? "",
        });
        await step.run("end", () => journal.note(`woken ${n} ${woken?.data.mark}`));
      }),
    ]);
    const { client } = target;
    const go = (n: number, id: string | number) => ({ name: `${client.id}/go`, data: { n, id } });
    await client.send([go(1, "first"), go(2, "-"), go(3, 3), go(4, "fourth")]);
    await journal.until(() => journal.of("begun").length === 4);
    const come = (data: Record<string, unknown>) => ({ name: `${client.id}/come`, data });
    const missing = [
      come({ mark: "no id" }),
      come({ id: "First", mark: "other case" }),
      come({ id: "3", amount: 99, mark: "text, not number" }),
      come({ id: 3, amount: 9, mark: "too little" }),
    ];
    // Sent until all have gone on: an event that comes before its wait is registered is missed on every server.
    const hits = [
      come({ id: "first", mark: "a" }),
      come({ id: "second", mark: "b" }),
      come({ id: 3, amount: 10, mark: "c" }),
      come({ deep: { key: "fourth" }, mark: "d" }),
    ];
    while (journal.of("woken").length < 4) await client.send([...missing, ...hits]);
    expect(journal.of("woken").toSorted()).toEqual(["woken 1 a", "woken 2 b", "woken 3 c", "woken 4 d"]);
  });

  test("a wait that nobody answers is over after its time and gives null", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "waiter", triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const woken = await step.waitForEvent("wait", { event: `${client.id}/never`, timeout: "1s" });
        await step.run("end", () => journal.note(`end ${JSON.stringify(woken)}`));
      }),
    ]);
    const began = Date.now();
    await target.client.send({ name: `${target.client.id}/go` });
    await journal.seen("end null");
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);
  });

  test("200 runs race with the events they wait for: each goes on once, with its own event", async () => {
    const journal = new Journal();
    const begun: number[] = [];
    target = await openTarget((client) => [
      client.createFunction({ id: "racer", triggers: [{ event: `${client.id}/go` }] }, async ({ event, step }) => {
        await step.run("begin", () => {
          begun.push(event.data.n);
          journal.note("begun");
        });
        const woken = await step.waitForEvent("wait", {
          event: `${client.id}/come`,
          timeout: "10m",
          if: "async.data.n == event.data.n",
        });
        await step.run("end", () => journal.note(`end ${event.data.n} ${woken?.data.n}`));
      }),
    ]);
    const { client } = target;
    const runs = Array.from({ length: 200 }, (_, n) => n);
    await client.send(runs.map((n) => ({ name: `${client.id}/go`, data: { n } })));
    const done = () => new Set(journal.of("end").map((entry) => Number(entry.split(" ")[1])));
    while (done().size < 200) {
      const left = begun.filter((n) => !done().has(n));
      if (left.length > 0) await client.send(left.map((n) => ({ name: `${client.id}/come`, data: { n } })));
      else await journal.seen("begun", begun.length + 1);
    }
    expect(journal.of("end").toSorted()).toEqual(runs.map((n) => `end ${n} ${n}`).toSorted());
  });
});
