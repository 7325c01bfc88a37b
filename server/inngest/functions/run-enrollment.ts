import type { Inngest } from "inngest";
import { enrollmentStarted, enrollmentWoken } from "@/server/inngest/events";
import { stepEnrollment } from "@/server/services/enrollments/step-enrollment";

/**
 * One person's passage through one version, as a run: a step that advances the row as far as it goes, then a wait until it is
 * woken or due, and so on. The row is the truth; this run is its alarm clock and can be lost. Step ids name the step of the
 * sequence: the engine's dashboard shows the journey.
 */
export const runEnrollment = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "run-enrollment",
      name: "Run an enrollment",
      triggers: [enrollmentStarted],
      idempotency: `event.data.id + "-" + string(event.data.epoch)`,
      retries: 4,
    },
    async ({ event, step, attempt, maxAttempts }) => {
      const { workspaceId, id, epoch } = event.data;
      const lastTry = attempt + 1 >= (maxAttempts ?? 5);
      const named = nameSteps();
      let at = "enter";
      for (;;) {
        const standing = await step.run(named(`${at} advance`), () =>
          stepEnrollment({ workspaceId, id, epoch }, lastTry),
        );
        if (standing.status !== "waiting") return { status: standing.status };
        at = standing.step;
        await step.waitForEvent(named(`${at} wait`), {
          event: enrollmentWoken,
          if: "event.data.id == async.data.id",
          timeout: new Date(standing.until),
        });
      }
    },
  );

/** "S5 wait", then "S5 wait 2": ids of a run are its own, in the order of its passage. */
function nameSteps(): (name: string) => string {
  const times = new Map<string, number>();
  return (name) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name} ${time}`;
  };
}
