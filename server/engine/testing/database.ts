import postgres from "postgres";
import { inject } from "vitest";

let counter = 0;

export type EmptyDatabase = { url: string; drop: () => Promise<void> };

/** An empty database on the server all tests share. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = inject("testServer").url;
  counter += 1;
  const name = `heed_test_engine_${process.pid}_${counter}_${Math.trunc(performance.timeOrigin).toString(36)}`;
  await ask(server, (sql) => sql`create database ${sql(name)} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`) };
}

async function ask(url: string, question: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await question(sql);
  } finally {
    await sql.end();
  }
}
