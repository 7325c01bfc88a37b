import { RetryAfterError } from "inngest";
import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openTarget, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

describe("parallel steps", () => {
  test("branches run side by side, go on by themselves, and each body runs once", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "fork", triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const branch = async (name: string) => {
          const first = await step.run(`${name}1`, async () => {
            journal.note(`${name}1`);
            // Both must be under way at once to get past this line.
            await Promise.all([journal.seen("left1"), journal.seen("right1")]);
            return name;
          });
          return await step.run(`${name}2`, () => {
            journal.note(`${name}2`);
            return `${first}!`;
          });
        };
        const both = await Promise.all([branch("left"), branch("right"), step.sleep("nap", "1s")]);
        await step.run("join", () => journal.note(`join ${both[0]} ${both[1]}`));
        await step.run("end", () => journal.note("end"));
      }),
    ]);
    await target.client.send({ name: `${target.client.id}/go` });
    await journal.seen("end");
    expect(journal.entries.toSorted()).toEqual(["end", "join left! right!", "left1", "left2", "right1", "right2"]);
  });

  test("a branch that fails is tried again alone, an open wait of another is registered once", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction(
        { id: "fork", triggers: [{ event: `${client.id}/go` }], retries: 2 },
        async ({ step, attempt }) => {
          const [shaky, woken] = await Promise.all([
            step.run("shaky", () => {
              journal.note(`shaky ${attempt}`);
              if (attempt === 0) throw new RetryAfterError("once more", 1_000);
              return "held";
            }),
            step.waitForEvent("wait", { event: `${client.id}/come`, timeout: "10m" }),
            step.run("steady", () => journal.note("steady")),
          ]);
          await step.run("end", () => journal.note(`end ${shaky} ${woken?.data.n}`));
        },
      ),
    ]);
    const { client } = target;
    await client.send({ name: `${client.id}/go` });
    await journal.seen("shaky 1");
    await client.send({ name: `${client.id}/come`, data: { n: 1 } });
    await client.send({ name: `${client.id}/come`, data: { n: 2 } });
    await journal.until(() => journal.of("end").length > 0);
    expect(journal.entries.toSorted()).toEqual(["end held 1", "shaky 0", "shaky 1", "steady"]);
  });

  test("Promise.race goes on with the first; the run ends while the other still waits", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction({ id: "race", triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const first = await Promise.race([
          step.waitForEvent("long", { event: `${client.id}/never`, timeout: "10m" }).then(() => "long"),
          step.sleep("short", "1s").then(() => "short"),
        ]);
        await step.run("end", () => journal.note(`end ${first}`));
      }),
    ]);
    await target.client.send({ name: `${target.client.id}/go` });
    await journal.seen("end short");
    expect(journal.entries).toEqual(["end short"]);
  });
});
