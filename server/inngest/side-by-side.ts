import { NonRetriableError } from "inngest";
import { logger } from "@/server/log";

type Counts = Readonly<Record<string, number>>;
type Outcome = { readonly ok: true; readonly counts: Counts } | { readonly ok: false };

/** What a durable function has to run steps with. */
interface Steps {
  run(id: string, work: () => Promise<Outcome>): Promise<Outcome>;
}

/**
 * Steps that have nothing to do with each other (one for each workspace, one for each chore): one that fails is logged and
 * keeps none of the others waiting. `end` fails the function, so that it is seen; the next tick of its clock tries again.
 */
export function sideBySide(step: Steps, part: string) {
  const failed: string[] = [];
  return {
    /** Counts of what was done, or null when it failed. */
    async run(id: string, work: () => Promise<Counts>): Promise<Counts | null> {
      const outcome = await step.run(id, async () => {
        try {
          return { ok: true, counts: await work() };
        } catch (error) {
          logger(part).error({ err: error, step: id }, "a step failed; the others go on");
          return { ok: false };
        }
      });
      if (outcome.ok) return outcome.counts;
      failed.push(id);
      return null;
    },
    /** @throws NonRetriableError naming the steps that failed */
    end(): void {
      if (failed.length > 0) throw new NonRetriableError(`${failed.length} failed: ${failed.slice(0, 20).join(", ")}`);
    },
  };
}
