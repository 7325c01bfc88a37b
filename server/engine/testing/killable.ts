import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach } from "vitest";

export interface Killable {
  /** Starts a program with an ear for its messages. It inherits the environment. */
  launch(program: readonly string[], args: readonly string[]): ChildProcess;
  /** The same for one whose first message says that it is at work: waits for that. */
  start(program: readonly string[], args: readonly string[]): Promise<ChildProcess>;
  /** As a power cut does: the process hears nothing of it. */
  kill(child: ChildProcess): Promise<void>;
}

/** Processes of a test that are to be killed. What still runs at its end is killed then. */
export function killable(): Killable {
  const children = new Set<ChildProcess>();
  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
  function launch(program: readonly string[], args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [...program, ...args], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
    children.add(child);
    return child;
  }
  afterEach(async () => {
    await Promise.all([...children].map(kill));
  });
  return {
    launch,
    kill,
    async start(program, args) {
      const child = launch(program, args);
      await Promise.race([
        once(child, "message"),
        once(child, "exit").then(() => Promise.reject(new Error("the process ended before it was at work"))),
      ]);
      return child;
    },
  };
}
