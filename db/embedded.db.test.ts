import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded } from "@/db/embedded";
import { repairSymlinks } from "@/db/embedded-binaries";
import { livingPostmaster, readPostmaster } from "@/db/embedded-pid";
import { canEnter, choosePostgresDir, serverUser } from "@/db/embedded-place";
import { processState, signalProcess, waitUntil } from "@/db/embedded-process";

const flags = ["fsync=off", "max_connections=10", "shared_buffers=8MB"];
let home: string;
let dataDir: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "heed-embedded-"));
  chmodSync(home, 0o755);
  dataDir = join(home, "postgres");
});

afterAll(async () => {
  const left = livingPostmaster(dataDir);
  if (left) await (await startEmbedded({ dataDir })).stop();
  rmSync(home, { recursive: true });
});

async function rows(url: string, query: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1 });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end();
  }
}

/** Another Node process that starts the server and then stands still, to be killed. */
async function startElsewhere(): Promise<{ parent: number; server: number }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(join(process.cwd(), "db/embedded.ts"))};
    const server = await startEmbedded(${JSON.stringify({ dataDir, flags })});
    process.stdout.write(server.pid + "\\n");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const server = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => resolve(Number(line.toString())));
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
  if (child.pid === undefined) throw new Error("no process");
  return { parent: child.pid, server };
}

describe("embedded PostgreSQL", () => {
  test("starts on an empty folder, knows É without the machine's locales, stops, and keeps its port and rows", async () => {
    const first = await startEmbedded({ dataDir, flags });
    expect(first.adopted).toBe(false);
    expect(
      await rows(first.url, "select lower('É') as lower, 'É' ilike 'é' as same, current_setting('TimeZone') as zone"),
    ).toEqual([{ lower: "é", same: true, zone: "UTC" }]);
    await rows(first.url, "create table kept (n int)");
    await first.stop();
    expect(existsSync(join(dataDir, "postmaster.pid"))).toBe(false);
    const second = await startEmbedded({ dataDir, flags });
    expect(second.port).toBe(first.port);
    expect(await rows(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
    await second.stop();
    expect(processState(second.pid).is).not.toBe("alive");
  });

  test("refuses a connection without the password", async () => {
    const server = await startEmbedded({ dataDir, flags });
    await expect(rows(`postgres://postgres:wrong@127.0.0.1:${server.port}/postgres`, "select 1")).rejects.toThrow(
      /password/,
    );
    await server.stop();
  });

  test("is adopted after kill -9 of its parent, with what was written", async () => {
    const { parent, server } = await startElsewhere();
    const port = livingPostmaster(dataDir)?.port;
    process.kill(parent, "SIGKILL");
    await waitUntil(() => processState(parent).is !== "alive", 5000);
    expect(processState(server).is).toBe("alive");
    const adopted = await startEmbedded({ dataDir, flags });
    expect(adopted).toMatchObject({ adopted: true, pid: server, port });
    await rows(adopted.url, "insert into kept values (1)");
    await adopted.stop();
    expect(processState(server).is).not.toBe("alive");
  });

  test("recovers after kill -9 of parent and server, with what was committed", async () => {
    const { parent, server } = await startElsewhere();
    const sql = postgres((await startEmbedded({ dataDir })).url, { max: 1 });
    await sql`insert into kept values (2)`;
    await sql.end();
    process.kill(parent, "SIGKILL");
    process.kill(server, "SIGKILL");
    await waitUntil(() => processState(server).is !== "alive", 5000);
    expect(readPostmaster(dataDir)?.pid).toBe(server); // its pid file is still there
    const recovered = await startEmbedded({ dataDir, flags });
    expect(recovered.adopted).toBe(false);
    expect(await rows(recovered.url, "select n from kept order by n")).toEqual([{ n: 1 }, { n: 2 }]);
    await recovered.stop();
  });

  test("does not take another program for its server when the process id was given away", async () => {
    const bystander = spawn("sleep", ["60"]);
    if (bystander.pid === undefined) throw new Error("no process");
    writeFileSync(join(dataDir, "postmaster.pid"), `${bystander.pid}\n${dataDir}\n1\n5\n\n127.0.0.1\n0 0\nready\n`);
    const server = await startEmbedded({ dataDir, flags });
    expect(server).toMatchObject({ adopted: false });
    expect(processState(bystander.pid).is).toBe("alive");
    await server.stop();
    signalProcess(bystander.pid, "SIGTERM");
  });

  test("starts beside the corpse of a server that nobody collects", async () => {
    // `sleep` never waits for the child it inherits: the child stays a zombie, as in a container without an init.
    const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
    const corpse = await new Promise<number>((resolve) =>
      parent.stdout.once("data", (line: Buffer) => resolve(Number(line.toString()))),
    );
    expect(await waitUntil(() => processState(corpse).is === "zombie", 5000)).toBe(true);
    writeFileSync(join(dataDir, "postmaster.pid"), `${corpse}\n${dataDir}\n1\n5\n\n127.0.0.1\n0 0\nready\n`);
    const server = await startEmbedded({ dataDir, flags });
    expect(server.adopted).toBe(false);
    await server.stop();
    parent.kill();
  });

  test("takes another port when its own is taken, and says why when it may not", async () => {
    const port = Number(readFileSync(`${dataDir}.port`, "utf8"));
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
    const server = await startEmbedded({ dataDir, flags });
    expect(server.port).not.toBe(port);
    await server.stop();
    await expect(startEmbedded({ dataDir, flags, port })).rejects.toThrow(/Address already in use/);
    await new Promise((resolve) => squatter.close(resolve));
  });

  test("quotes the server's own words when it does not start", async () => {
    await expect(startEmbedded({ dataDir, flags: ["shared_buffers=nonsense"] })).rejects.toThrow(
      /invalid value for parameter "shared_buffers"/,
    );
  });

  test("two starts at once give one server", async () => {
    const [a, b] = await Promise.all([startEmbedded({ dataDir, flags }), startEmbedded({ dataDir, flags })]);
    expect(a.pid).toBe(b.pid);
    expect([a.adopted, b.adopted].sort()).toEqual([false, true]);
    await a.stop();
  });

  test("an interrupted creation is begun anew", async () => {
    const other = join(home, "half", "postgres");
    mkdirSync(`${other}.new/base`, { recursive: true });
    const server = await startEmbedded({ dataDir: other, flags });
    expect(await rows(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test("data without its password is not thrown away", async () => {
    const other = join(home, "half", "postgres");
    unlinkSync(`${other}.secret`);
    await expect(startEmbedded({ dataDir: other, flags })).rejects.toThrow(/secret is missing/);
    expect(existsSync(join(other, "PG_VERSION"))).toBe(true);
  });
});

describe("where it lies", () => {
  test("library links that are missing or lead nowhere are made, good ones left", () => {
    const native = join(home, "package", "native");
    mkdirSync(join(native, "lib"), { recursive: true });
    writeFileSync(join(native, "lib", "libx.so.1.2"), "");
    symlinkSync("nowhere", join(native, "lib", "libx.so"));
    const list = ["libx.so", "libx.so.1"].map((name) => ({
      source: "native/lib/libx.so.1.2",
      target: `native/lib/${name}`,
    }));
    writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(list));
    expect(repairSymlinks(join(home, "package"))).toBe(2);
    expect(existsSync(join(native, "lib", "libx.so"))).toBe(true);
    expect(repairSymlinks(join(home, "package"))).toBe(0);
  });

  test("an open folder keeps its data; root's closed folder gets a place the server's user can reach", () => {
    const user = serverUser();
    expect(choosePostgresDir(join(home, "open"), user)).toBe(join(home, "open", "postgres"));
    const closed = join(home, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const chosen = choosePostgresDir(join(closed, "data"), user);
    if (user) {
      expect(chosen).toMatch(/^\/var\/lib\/heed\/[0-9a-f]{16}\/postgres$/);
      expect(canEnter(join(chosen, ".."), user)).toBe(true);
      rmSync(join(chosen, ".."), { recursive: true });
    } else {
      expect(chosen).toBe(join(closed, "data", "postgres"));
    }
  });
});
