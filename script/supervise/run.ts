import { type ChildProcess, spawn } from "node:child_process";
import type { Variables } from "./environment";

const running = new Set<ChildProcess>();

/** Runs a Node program to its end and gives its exit code; `log` is a file descriptor for what it says, else our terminal. */
export async function runToEnd(args: string[], variables: Variables, log?: number): Promise<number | null> {
  const child = spawn(process.execPath, args, {
    env: { ...variables, NODE_ENV: variables.NODE_ENV === "development" ? "development" : "production" },
    stdio: ["ignore", log ?? "inherit", log ?? "inherit"],
  });
  running.add(child);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", resolve);
    });
  } finally {
    running.delete(child);
  }
}

/** Ends what `runToEnd` still runs: the start was called off. */
export async function stopRuns(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once("exit", resolve)));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(ends);
}
