import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "./testing/journal";
import { openTarget, type Target } from "./testing/target";

let target: Target | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

describe("failures", () => {
  test("a step is tried again after the time it asks for, alone, and the count of attempts starts anew for the next", async () => {
    const journal = new Journal();
    let firstAt = 0;
    target = await openTarget((client) => [
      client.createFunction(
        { id: "retry", triggers: [{ event: `${client.id}/go` }], retries: 2 },
        async ({ step, attempt }) => {
          await step.run("before", () => journal.note("before"));
          for (const name of ["first", "second"])
            await step.run(name, () => {
              firstAt ||= Date.now();
              journal.note(`${name} ${attempt}`);
              if (attempt < 2) throw new RetryAfterError("not yet", 1_000);
            });
          await step.run("after", () => journal.note(`after ${attempt}`));
        },
      ),
    ]);
    await target.client.send({ name: `${target.client.id}/go` });
    await journal.until(() => journal.of("after").length > 0);
    expect(journal.entries).toEqual([
      "before",
      "first 0",
      "first 1",
      "first 2",
      "second 0",
      "second 1",
      "second 2",
      "after 0",
    ]);
    expect(Date.now() - firstAt).toBeGreaterThanOrEqual(3_900);
  });

  test("onFailure is called once with the error and the event; a step that fails for good can be caught", async () => {
    const journal = new Journal();
    target = await openTarget((client) => [
      client.createFunction(
        {
          id: "fails",
          triggers: [{ event: `${client.id}/go` }],
          retries: 1,
          onFailure: async ({ event, error, step }) => {
            await step.run("note", () =>
              journal.note(`failed ${error.name}: ${error.message} ${event.data.event.data.how}`),
            );
          },
        },
        async ({ event, step, attempt }) => {
          if (event.data.how === "caught") {
            const caught = await step
              .run("bad", () => {
                throw new NonRetriableError("no good");
              })
              .catch((error: Error) => error.message);
            await step.run("note", () => journal.note(`caught ${caught}`));
            return;
          }
          if (event.data.how === "for good") throw new NonRetriableError("gave up at once");
          journal.note(`tried ${attempt}`);
          throw new RetryAfterError("again and again", 1_000);
        },
      ),
    ]);
    const name = `${target.client.id}/go`;
    await target.client.send(["caught", "for good", "tries"].map((how) => ({ name, data: { how } })));
    await journal.until(() => journal.of("failed").length === 2 && journal.of("caught").length === 1);
    expect(journal.of("caught")).toEqual(["caught no good"]);
    expect(
      journal
        .of("failed")
        .map((entry) => entry.replace(/^failed \w+: /, ""))
        .toSorted(),
    ).toEqual(["again and again tries", "gave up at once for good"]);
    expect(journal.of("tried")).toEqual(["tried 0", "tried 1"]);
  });
});
