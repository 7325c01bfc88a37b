import type { TestProject } from "vitest/node";
import { bundlePrograms } from "@/script/programs/bundle";

/** Programs that tests start and kill, by the name a test asks for: `inject("programs").mail`. */
const sources = {
  crash: "server/engine/testing/crash-worker.ts",
  mail: "server/services/touches/testing/mail-worker.ts",
  move: "server/services/version-moves/testing/worker-process.ts",
  watch: "server/mailbox/testing/watch-worker.ts",
} as const;

declare module "vitest" {
  export interface ProvidedContext {
    /** The arguments of `node` that run each. */
    programs: Record<keyof typeof sources, string[]>;
  }
}

export async function setup(project: TestProject): Promise<void> {
  const argsOf = await bundlePrograms("tests", Object.values(sources));
  const { crash, mail, move, watch } = sources;
  project.provide("programs", { crash: argsOf(crash), mail: argsOf(mail), move: argsOf(move), watch: argsOf(watch) });
}
