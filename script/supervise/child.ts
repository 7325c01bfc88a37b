import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { holderLine } from "@/db/file-lock";
import type { Variables } from "./environment";
import type { Home } from "./home";
import { stopGroup } from "./leftovers";

interface ChildOptions {
  home: Home;
  name: string;
  /** Arguments of `node`. */
  args: string[];
  variables: Variables;
  /** True: it speaks to our terminal; false: to `logs/<name>.log`. */
  loud: boolean;
}

const LOG_LIMIT_BYTES = 10_000_000;
/** A child that ends this often in a row, each time within a minute, is not started again. */
const MAX_QUICK_ENDS = 5;

/** A program that is kept running: started again when it ends by itself, stopped with its whole process group. */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private quickEnds = 0;
  private again: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ChildOptions,
    private readonly onGivenUp: (reason: string) => void,
  ) {}

  start(): void {
    const { home, name, args, variables, loud } = this.options;
    const log = loud ? undefined : openLog(home, name);
    const child = spawn(process.execPath, args, {
      env: { ...variables, NODE_ENV: variables.NODE_ENV === "development" ? "development" : "production" },
      detached: true, // a group of its own: Ctrl-C reaches us alone, and we stop things in order
      stdio: ["ignore", log ?? "inherit", log ?? "inherit"],
    });
    if (log !== undefined) closeSync(log);
    const startedAt = performance.now();
    if (child.pid !== undefined) writeFileSync(this.pidFile, holderLine(child.pid));
    child.once("error", (error) => this.onGivenUp(`${name} cannot be started: ${error.message}`));
    child.once("exit", (code, signal) => this.ended(signal ?? `code ${code}`, performance.now() - startedAt));
    this.process = child;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.again);
    if (this.process?.pid !== undefined) await stopGroup(this.process.pid, 10_000);
    rmSync(this.pidFile, { force: true });
  }

  private get pidFile(): string {
    return join(this.options.home.run, `${this.options.name}.pid`);
  }

  private ended(how: string, livedMs: number): void {
    if (this.stopping) return;
    this.quickEnds = livedMs < 60_000 ? this.quickEnds + 1 : 1;
    const { home, name, loud } = this.options;
    if (this.quickEnds >= MAX_QUICK_ENDS) {
      this.onGivenUp(`${name} ended with ${how} ${MAX_QUICK_ENDS} times${loud ? "" : `:\n${logTail(home, name)}`}`);
      return;
    }
    console.error(`${name} ended with ${how}; starting it again${loud ? "" : ` (${join(home.logs, `${name}.log`)})`}`);
    this.again = setTimeout(() => this.start(), 250 * 2 ** this.quickEnds);
  }
}

function openLog({ logs }: Home, name: string): number {
  const path = join(logs, `${name}.log`);
  const tooLong = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES;
  return openSync(path, tooLong ? "w" : "a");
}

/** The last lines a program wrote. */
export function logTail({ logs }: Home, name: string): string {
  return readFileSync(join(logs, `${name}.log`), "utf8")
    .trimEnd()
    .slice(-3000);
}
