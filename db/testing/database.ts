import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { type Database, openDatabase, useDatabase } from "@/db/client";
import { databaseUrls } from "@/db/embedded-database";

export interface TestDatabase {
  /** Both roles' addresses, for code that connects by itself. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The same that `withWorkspace`, `withOwner` and `ownerSql` use in this file. */
  readonly database: Database;
}

let counter = 0;

/**
 * Gives this test file an empty database of its own and makes it the one of the process; dropped at the file's end.
 * Call it at the top of the file or in a `describe`; read its properties inside tests only.
 */
export function testDatabase(): TestDatabase {
  let open: TestDatabase | undefined;
  let before: Database | undefined;
  const server = inject("testServer");
  counter += 1;
  const name = `heed_test_${process.pid}_${counter}_${Math.trunc(performance.timeOrigin).toString(36)}`;

  beforeAll(async () => {
    await asAdmin(
      (sql) => sql`create database ${sql(name)} template ${sql(server.template)} strategy file_copy owner heed_owner`,
    );
    const urls = databaseUrls(server, name);
    open = { ...urls, database: openDatabase({ ...urls, poolSize: 4, deciders: 4 }) };
    before = useDatabase(open.database);
  });
  afterAll(async () => {
    useDatabase(before);
    await open?.database.close();
    await asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`);
  });

  async function asAdmin(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
    try {
      await work(sql);
    } finally {
      await sql.end();
    }
  }
  function get(): TestDatabase {
    if (!open) throw new Error("the test database is there inside tests only");
    return open;
  }
  return {
    get ownerUrl() {
      return get().ownerUrl;
    },
    get appUrl() {
      return get().appUrl;
    },
    get database() {
      return get().database;
    },
  };
}
