import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openTarget, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

describe("steps", () => {
  test("each body runs once, results come back as JSON, a repeated id in a loop is another step", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "loop", triggers: [{ event: `${client.id}/go` }] }, async ({ event, step }) => {
        const made = await step.run("make", () => {
          journal.note("make");
          return { at: new Date(0), none: undefined, text: "ü\u0000", list: [1, null] };
        });
        const turns: number[] = [];
        for (let turn = 0; turn < 3; turn += 1)
          turns.push(
            await step.run("turn", () => {
              journal.note(`turn ${turn}`);
              return turn * 10;
            }),
          );
        await step.run("end", () => journal.note(`end ${JSON.stringify([event.data, made, turns])}`));
      }),
    ]);
    await target.client.send({ name: `${target.client.id}/go`, data: { n: 1 } });
    await journal.until(() => journal.of("end").length === 1);
    expect(journal.entries).toEqual([
      "make",
      "turn 0",
      "turn 1",
      "turn 2",
      `end ${JSON.stringify([{ n: 1 }, { at: "1970-01-01T00:00:00.000Z", text: "ü\u0000", list: [1, null] }, [0, 10, 20]])}`,
    ]);
  });

  test("sleep and sleepUntil go on after their time and do not run what was before again", async () => {
    const journal = new Journal();
    const began = Date.now();
    target = await openTarget((client) => [
      client.createFunction({ id: "sleeper", triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        await step.run("before", () => journal.note("before"));
        await step.sleep("a second", "1s");
        const until = await step.run("until", () => Date.now() + 1_000);
        await step.sleepUntil("another", new Date(until));
        await step.run("after", () => journal.note("after"));
      }),
    ]);
    await target.client.send({ name: `${target.client.id}/go` });
    await journal.seen("after");
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_990);
    expect(journal.entries).toEqual(["before", "after"]);
  });

  test("sendEvent starts other functions once, with the data it was given", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "sender", triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const { ids } = await step.sendEvent("tell", [
          { name: `${client.id}/told`, data: { who: "x" } },
          { name: `${client.id}/told`, data: { who: "y" } },
        ]);
        await step.run("sent", () => journal.note(`sent ${ids.length}`));
      }),
      client.createFunction({ id: "listener", triggers: [{ event: `${client.id}/told` }] }, async ({ event, step }) => {
        await step.run("hear", () => journal.note(`heard ${event.data.who}`));
      }),
    ]);
    await target.client.send({ name: `${target.client.id}/go` });
    await journal.until(() => journal.entries.length === 3);
    expect(journal.entries.toSorted()).toEqual(["heard x", "heard y", "sent 2"]);
  });

  test("a function without steps runs and may return nothing", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "plain", triggers: [{ event: `${client.id}/go` }] }, async ({ event }) => {
        journal.note(`plain ${event.data.n}`);
      }),
    ]);
    const { ids } = await target.client.send([1, 2, 3].map((n) => ({ name: `${target?.client.id}/go`, data: { n } })));
    expect(new Set(ids).size).toBe(3);
    await journal.until(() => journal.entries.length === 3);
    expect(journal.entries.toSorted()).toEqual(["plain 1", "plain 2", "plain 3"]);
  });
});
