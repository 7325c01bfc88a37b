import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Mark } from "./functions";

export type Crew = { url: string; stop: () => Promise<void> };

/** Starts worker processes and gathers what they report. */
export async function startCrew(count: number, args: string[], onMark: (mark: Mark) => void): Promise<Crew> {
  const workers = await Promise.all(Array.from({ length: count }, () => startWorker(args, onMark)));
  return {
    url: workers[0]?.url ?? "",
    stop: async () => void (await Promise.all(workers.map(({ child }) => stop(child)))),
  };
}

function startWorker(args: string[], onMark: (mark: Mark) => void): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, "worker.ts"), args, {
    execArgv: ["--max-semi-space-size=32", "--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`a worker ended with ${code}`)));
    child.on("message", (message: { url?: string; marks?: Mark[] }) => {
      if (message.url !== undefined) resolve({ child, url: message.url });
      for (const mark of message.marks ?? []) onMark(mark);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
