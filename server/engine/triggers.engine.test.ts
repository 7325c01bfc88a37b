import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openTarget, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

describe("triggers", () => {
  test("`if` decides, a key the event lacks is no match, one event starts every function that listens", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction(
        { id: "big", triggers: [{ event: `${client.id}/go`, if: "event.data.size > 10 && event.data.kind == 'box'" }] },
        async ({ event, step }) => {
          await step.run("note", () => journal.note(`big ${event.data.n}`));
        },
      ),
      client.createFunction(
        { id: "any", triggers: [{ event: `${client.id}/go` }, { event: `${client.id}/other` }] },
        async ({ event, step }) => {
          await step.run("note", () => journal.note(`any ${event.data.n}`));
        },
      ),
    ]);
    const name = `${target.client.id}/go`;
    await target.client.send([
      { name, data: { n: 1, size: 11, kind: "box" } },
      { name, data: { n: 2, size: 10, kind: "box" } },
      { name, data: { n: 3, kind: "box" } },
      { name: `${target.client.id}/other`, data: { n: 4, size: 99, kind: "box" } },
    ]);
    await journal.until(() => journal.of("any").length === 4 && journal.of("big").length === 1);
    expect(journal.entries.toSorted()).toEqual(["any 1", "any 2", "any 3", "any 4", "big 1"]);
  });

  test("an event id is taken once, also inside one batch", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "count", triggers: [{ event: `${client.id}/go` }] }, async ({ event, step }) => {
        await step.run("note", () => journal.note(`count ${event.data.n}`));
      }),
    ]);
    const name = `${target.client.id}/go`;
    const id = `${target.client.id}-1`;
    await target.client.send([
      { name, id, data: { n: 1 } },
      { name, id, data: { n: 1 } },
    ]);
    await target.client.send({ name, id, data: { n: 1 } });
    await target.client.send({ name, id: `${id}-other`, data: { n: 2 } });
    await journal.seen("count 2");
    await journal.seen("count 1");
    expect(journal.entries.toSorted()).toEqual(["count 1", "count 2"]);
  });

  test("an idempotency key lets a function start once; another function of the same event is not held", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction(
        {
          id: "once",
          triggers: [{ event: `${client.id}/go` }],
          idempotency: "event.data.order + '-' + string(event.data.epoch)",
        },
        async ({ event, step }) => {
          await step.run("note", () => journal.note(`once ${event.data.order} ${event.data.epoch}`));
        },
      ),
      client.createFunction({ id: "always", triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        await step.run("note", () => journal.note("always"));
      }),
    ]);
    const name = `${target.client.id}/go`;
    const send = (order: string, epoch: number) => target?.client.send({ name, data: { order, epoch } });
    await Promise.all([send("A", 1), send("A", 1), send("A", 1)]);
    await target.client.send([
      { name, data: { order: "A", epoch: 1 } },
      { name, data: { order: "A", epoch: 2 } },
      { name, data: { order: "B", epoch: 1 } },
    ]);
    await journal.seen("always", 6);
    await journal.until(() => journal.of("once").length === 3);
    expect(journal.of("once").toSorted()).toEqual(["once A 1", "once A 2", "once B 1"]);
  });
});
