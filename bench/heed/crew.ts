import { type ChildProcess, spawn } from "node:child_process";
import { bundlePrograms } from "@/script/programs/bundle";

export interface Crew {
  readonly pids: readonly number[];
  stop(): Promise<void>;
  /** As a power cut does: no process hears of it. */
  kill(): Promise<void>;
}

/** One deciding transaction of a worker. */
export interface DecidedNote {
  readonly ms: number;
  readonly people: number;
  /** Touches judged for the first time, and those judged before. */
  readonly first: number;
  readonly again: number;
}

const WORKER = "bench/heed/worker.ts";

/** Starts worker processes as operators do and waits until each is at work. `profile` writes a CPU profile there. */
export async function startCrew(
  count: number,
  variables: Readonly<Record<string, string>>,
  profile?: string,
  onDecided?: (note: DecidedNote) => void,
): Promise<Crew> {
  const programs = await bundlePrograms("bench", [WORKER]);
  const children = await Promise.all(
    Array.from({ length: count }, () => startWorker(programs(WORKER), variables, profile)),
  );
  for (const child of children) {
    child.on("message", (message: unknown) => {
      if (typeof message === "object" && message !== null && "decided" in message) {
        onDecided?.(message.decided as DecidedNote); // as worker.ts sends it
      }
    });
  }
  return {
    pids: children.flatMap((child) => child.pid ?? []),
    stop: async () => {
      await Promise.all(children.map((child) => end(child, "SIGTERM")));
    },
    kill: async () => {
      await Promise.all(children.map((child) => end(child, "SIGKILL")));
    },
  };
}

function startWorker(
  program: readonly string[],
  variables: Readonly<Record<string, string>>,
  profile?: string,
): Promise<ChildProcess> {
  const flags = [
    "--max-semi-space-size=128",
    ...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]),
  ];
  const child = spawn(process.execPath, [...flags, ...program], {
    env: { ...process.env, ...variables },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    child.once("exit", died);
    child.once("message", () => {
      child.off("exit", died);
      resolve(child);
    });
  });
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}
