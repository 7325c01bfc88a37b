import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { ReservedSql, Sql } from "postgres";
import { z } from "zod";

// A backup is a folder: manifest.json and one gzipped COPY stream per table. npm's PostgreSQL has no pg_dump (STACK §3),
// and this form goes into any server, embedded or not, and into a newer Heed.

/** Heed's tables and the engine's. Queues of the engine are made anew by the worker, migrations by the program. */
const SCHEMAS = ["public", "engine"];
const LEFT_OUT = ["engine.migration"];

const manifestShape = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  /** How many of the program's migrations the data has seen. */
  migrations: z.number().int().positive(),
  tables: z.array(z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()), rows: z.number() })),
});
export type BackupManifest = z.infer<typeof manifestShape>;

interface Table {
  schema: string;
  table: string;
  columns: string[];
}

/**
 * Writes everything in the database at `sql` to `folder`, as it is at one moment, while Heed goes on working.
 * `takenAt` goes into the manifest.
 */
export async function dumpDatabase(sql: Sql, folder: string, takenAt: Date): Promise<BackupManifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const session = await sql.reserve();
  try {
    await session`begin isolation level repeatable read read only`;
    const [seen] = await session<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`;
    const tables: BackupManifest["tables"] = [];
    for (const table of await listTables(session)) {
      const copy = await session.unsafe(`copy ${quoted(table)} (${columnList(table)}) to stdout`).readable();
      const file = createWriteStream(join(folder, fileOf(table)), { mode: 0o600 });
      await pipeline(copy, createGzip(), file);
      const [count] = await session.unsafe<{ n: number }[]>(`select count(*)::float8 as n from ${quoted(table)}`);
      tables.push({ ...table, rows: count?.n ?? 0 });
    }
    await session`commit`;
    const manifest = manifestShape.parse({ format: 1, takenAt: takenAt.toISOString(), migrations: seen?.n, tables });
    writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 }); // last: only a whole backup has one
    return manifest;
  } finally {
    session.release();
  }
}

/** What a backup folder holds. @throws when it is not a whole backup. */
export function readManifest(folder: string): BackupManifest {
  return manifestShape.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
}

/**
 * Fills the empty tables at `sql`, which must have the schema the backup was taken with, from `folder`: all or nothing.
 * @throws when a table is not empty, is missing, or does not get the rows the manifest counts.
 */
export async function loadDatabase(sql: Sql, folder: string): Promise<void> {
  const manifest = readManifest(folder);
  const session = await sql.reserve();
  try {
    await session`begin`;
    for (const table of await inOrderOfReferences(session, manifest.tables)) {
      const before = await countRows(session, table);
      if (before > 0) throw new Error(`${quoted(table)} is not empty: a backup goes into an empty database only`);
      const copy = await session.unsafe(`copy ${quoted(table)} (${columnList(table)}) from stdin`).writable();
      await pipeline(createReadStream(join(folder, fileOf(table))), createGunzip(), copy);
      const after = await countRows(session, table);
      if (after !== table.rows) throw new Error(`${quoted(table)} got ${after} rows of ${table.rows}`);
    }
    await countOn(session);
    await session`commit`;
  } catch (error) {
    await session`rollback`;
    throw error;
  } finally {
    session.release();
  }
}

/** Columns that number their rows go on behind the highest that came back. */
async function countOn(session: ReservedSql): Promise<void> {
  const numbered = await session<{ table: string; column: string; counter: string }[]>`
    select c.oid::regclass::text as table, a.attname as column, pg_get_serial_sequence(c.oid::regclass::text, a.attname) as counter
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ${session(SCHEMAS)} and a.attidentity <> ''`;
  for (const { table, column, counter } of numbered)
    await session.unsafe(
      `select setval($1::regclass, (select coalesce(max("${column}"), 0) + 1 from ${table}), false)`,
      [counter],
    );
}

async function countRows(session: ReservedSql, table: Table): Promise<number> {
  const [count] = await session.unsafe<{ n: number }[]>(`select count(*)::float8 as n from ${quoted(table)}`);
  return count?.n ?? 0;
}

async function listTables(session: ReservedSql): Promise<Table[]> {
  const found = await session<Table[]>`
    select n.nspname as schema, c.relname as table,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in ${session(SCHEMAS)} and c.relkind = 'r'
    group by 1, 2 order by 1, 2`;
  return found.filter(({ schema, table }) => !LEFT_OUT.includes(`${schema}.${table}`)).map((row) => ({ ...row }));
}

/** Tables that others point at come first, so that every foreign key holds while loading. */
async function inOrderOfReferences<T extends Table>(session: ReservedSql, tables: T[]): Promise<T[]> {
  const references = await session<{ from: string; to: string }[]>`
    select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
    where contype = 'f' and conrelid <> confrelid and connamespace::regnamespace::text in ${session(SCHEMAS)}`;
  const nameOf = ({ schema, table }: Table) => (schema === "public" ? table : `${schema}.${table}`);
  const waiting = new Map(tables.map((table) => [nameOf(table), table]));
  const ordered: T[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([name]) => !references.some(({ from, to }) => from === name && waiting.has(to)));
    if (ready.length === 0) throw new Error(`these tables point at one another: ${[...waiting.keys()].join(", ")}`);
    for (const [name, table] of ready) {
      ordered.push(table);
      waiting.delete(name);
    }
  }
  return ordered;
}

const fileOf = ({ schema, table }: Table) => `${schema}.${table}.copy.gz`;
const quoted = ({ schema, table }: Table) => `"${schema}"."${table}"`;
const columnList = ({ columns }: Table) => columns.map((name) => `"${name}"`).join(", ");
