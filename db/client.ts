import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { preparedClient } from "@/db/prepared-client";
import * as schema from "@/db/schema";

type Schema = typeof schema;
/** A transaction of the query builder. `withWorkspace` and `withOwner` give it; nothing else does. */
export type Tx = Parameters<Parameters<PostgresJsDatabase<Schema>["transaction"]>[0]>[0];

/** Where the two roles connect to. `ownerUrl` owns the tables and sees every workspace; `appUrl` owns nothing. */
export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
  /** Connections of each of the query builder's pools; 8 unless said otherwise. Those for sets have at most 4. */
  poolSize?: number;
  /** Connections that decide about people: one, since a process does so one set at a time; tests are several processes in one. */
  deciders?: number;
}

/** The one door to the database of a process. */
export interface Database {
  withWorkspace<T>(ctx: { workspaceId: string }, work: (tx: Tx) => Promise<T>): Promise<T>;
  withWorkspaceSql<T>(ctx: { workspaceId: string }, work: (tx: TransactionSql) => Promise<T>): Promise<T>;
  withOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The app's role in no workspace: sees no row at all. For db/public-token.ts alone. */
  withoutWorkspace<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  ownerSql: Sql;
  /** The same for statements about a few people at a time: planned once, by indexes. See `SMALL_SETS`. */
  smallSetsSql: Sql;
  /** As `smallSetsSql`, for deciding about people alone: a connection that has planned all of it once, and waits for nobody. */
  decidingSql: Sql;
  /** Where a process waits for its turn to decide. */
  turnSql: Sql;
  /** better-auth's own client: imported by server/auth.ts alone. */
  auth: PostgresJsDatabase<Schema>;
  /** Waits for running queries (at most 5 s) and closes the connections. */
  close(): Promise<void>;
}

export function openDatabase({ ownerUrl, appUrl, poolSize = 8, deciders = 1 }: DatabaseUrls): Database {
  // drizzle changes the parsers of the client it is given (STACK §2): raw SQL gets a client of its own.
  const clients = {
    app: connect(appUrl, poolSize, "heed", EACH_FOR_ITSELF),
    owner: connect(ownerUrl, poolSize, "heed owner", EACH_FOR_ITSELF),
    raw: connect(ownerUrl, Math.min(poolSize, SETS_AT_ONCE), "heed raw"),
    small: connect(ownerUrl, Math.min(poolSize, SETS_AT_ONCE), "heed small sets", SMALL_SETS),
    deciding: connect(ownerUrl, deciders, "heed deciding", SMALL_SETS),
    turn: connect(ownerUrl, deciders, "heed turn"),
  };
  const app = drizzle(preparedClient(clients.app), { schema });
  const owner = drizzle(preparedClient(clients.owner), { schema });
  return {
    withWorkspace: ({ workspaceId }, work) =>
      app.transaction(async (tx) => {
        if (workspaceId === "") throw new Error(NOWHERE);
        await tx.execute(sql`select set_config('app.workspace', ${workspaceId}, true)`);
        return work(tx);
      }),
    withWorkspaceSql: async ({ workspaceId }, work) => {
      let done: { result: Awaited<ReturnType<typeof work>> } | undefined;
      await clients.app.begin(async (tx) => {
        if (workspaceId === "") throw new Error(NOWHERE);
        // sent together with the first of the work: one connection answers in order
        const entered = tx.unsafe(ENTER, [workspaceId], { prepare: true }).execute();
        const [result] = await Promise.all([work(tx), entered]);
        done = { result };
      });
      if (!done) throw new Error("a transaction was committed before its work was done");
      return done.result;
    },
    withoutWorkspace: (work) => app.transaction(work),
    withOwner: (work) => owner.transaction(work),
    ownerSql: clients.raw,
    smallSetsSql: clients.small,
    decidingSql: clients.deciding,
    turnSql: clients.turn,
    auth: owner,
    close: async () => {
      await Promise.all(Object.values(clients).map((client) => client.end({ timeout: 5 })));
    },
  };
}

/** What is done in sets needs few connections; each has to plan its statements anew, and a server has a hundred for all processes. */
const SETS_AT_ONCE = 4;

const NOWHERE = "a transaction of a workspace was given no workspace";
const ENTER = "select set_config('app.workspace', $1, true), set_config('plan_cache_mode', 'auto', true)";

/**
 * How PostgreSQL plans what the query builder asks: parsed once per connection (`prepared-client.ts`), planned anew for each
 * workspace and filter. A plan kept for all would be that of a middling workspace, and read the whole of a large one.
 */
const EACH_FOR_ITSELF = { plan_cache_mode: "force_custom_plan" };

/**
 * How PostgreSQL plans for connections that only ever ask about a few rows by their ids: always over an index, and once per
 * connection. It guesses a hundred rows for a set that is handed over, and would read whole tables for them while those are
 * small; and it would plan anew every time wherever it cannot know how many ids are coming.
 */
const SMALL_SETS = {
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
};
const MINUTE = 60;

function connect(url: string, max: number, name: string, planning?: Readonly<Record<string, string>>): Sql {
  return postgres(url, {
    max,
    connect_timeout: 10,
    // a connection that has prepared everything is worth keeping
    idle_timeout: planning === undefined ? MINUTE : 30 * MINUTE,
    onnotice: () => undefined, // "already exists, skipping": not news
    connection: { application_name: name, idle_in_transaction_session_timeout: 60_000, ...planning },
  });
}

declare global {
  // One per process, however many bundles Next loads this module in.
  var heedDatabase: Database | undefined;
  var heedDatabaseUrls: (() => DatabaseUrls) | undefined;
}

/** Says where the database is without connecting yet; server/database.ts does, from the environment. */
export function configureDatabase(urls: () => DatabaseUrls): void {
  globalThis.heedDatabaseUrls = urls;
}

/** Makes `database` the one of this process, as tests do with theirs; gives back the one before. */
export function useDatabase(database: Database | undefined): Database | undefined {
  const before = globalThis.heedDatabase;
  globalThis.heedDatabase = database;
  return before;
}

/** The database of this process. @throws when nobody said where it is (import "@/server/database" at the entrance). */
export function database(): Database {
  if (globalThis.heedDatabase) return globalThis.heedDatabase;
  if (!globalThis.heedDatabaseUrls) {
    throw new Error('no database is configured: import "@/server/database" where the program starts');
  }
  globalThis.heedDatabase = openDatabase(globalThis.heedDatabaseUrls());
  return globalThis.heedDatabase;
}

/**
 * Runs `work` in a transaction that sees and writes one workspace only: row-level security stands behind every query.
 * What `work` throws rolls back.
 */
export function withWorkspace<T>(ctx: { workspaceId: string }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().withWorkspace(ctx, work);
}

/**
 * The same door without the query builder, for what comes in by the hundred: statements are prepared once per connection and
 * may be sent together. Same role, same policies.
 */
export function withWorkspaceSql<T>(
  ctx: { workspaceId: string },
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  return database().withWorkspaceSql(ctx, work);
}

/** A transaction that sees every workspace: sweep, relay, engine-side drivers, seed. Never for a request. */
export function withOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().withOwner(work);
}

/** postgres.js as the owner, for the gathered hot paths: prepared, pipelined, no query builder. Never for a request. */
export function ownerSql(): Sql {
  return database().ownerSql;
}

/** The same as the owner for transactions about a few people: their statements are planned once, by indexes. */
export function smallSetsSql(): Sql {
  return database().smallSetsSql;
}

/** For `services/touches/deciding-turn.ts` alone, as `turnSql`. */
export function decidingSql(): Sql {
  return database().decidingSql;
}

export function turnSql(): Sql {
  return database().turnSql;
}
