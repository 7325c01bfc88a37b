import { type ChildProcess, spawn } from "node:child_process";
import { bundlePrograms } from "@/script/programs/bundle";
import type { Mark } from "./functions";

const WORKER = "bench/engine/worker.ts";

export type Crew = { url: string; stop: () => Promise<void> };

/** Starts worker processes and gathers what they report. */
export async function startCrew(count: number, args: string[], onMark: (mark: Mark) => void): Promise<Crew> {
  const program = (await bundlePrograms("bench", [WORKER]))(WORKER);
  const workers = await Promise.all(Array.from({ length: count }, () => startWorker([...program, ...args], onMark)));
  return {
    url: workers[0]?.url ?? "",
    stop: async () => void (await Promise.all(workers.map(({ child }) => stop(child)))),
  };
}

function startWorker(args: string[], onMark: (mark: Mark) => void): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--max-semi-space-size=32", ...args], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
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
