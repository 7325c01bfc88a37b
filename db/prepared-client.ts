import type { Sql, TransactionSql } from "postgres";

/** Lists make another text for every length: what has more parameters is not kept. */
const MOST_PARAMS = 24;
/** Texts kept of a client; what comes later goes unprepared. */
const MOST_TEXTS = 1_000;

type Params = Parameters<Sql["unsafe"]>[1];
type Work = (tx: TransactionSql) => Promise<unknown>;

/**
 * A client for drizzle, which prepares nothing: a statement with parameters then goes to PostgreSQL twice, first to ask what
 * types they are, and is parsed each time, which was half the time of a contact's page. Here each connection prepares a text
 * once, as long as there are not too many of them.
 */
export function preparedClient<Client extends Sql | TransactionSql>(client: Client, texts = new Set<string>()): Client {
  const within = (work: Work) => (tx: TransactionSql) => work(preparedClient(tx, texts));
  const own: Record<string, unknown> = {
    unsafe: (text: string, params: Params = []) =>
      client.unsafe(text, params, { prepare: isWorthKeeping(texts, text, params.length) }),
    ...("begin" in client ? { begin: (work: Work) => client.begin(within(work)) } : {}),
    ...("savepoint" in client ? { savepoint: (work: Work) => client.savepoint(within(work)) } : {}),
  };
  return new Proxy(client, {
    get: (target, key) => (typeof key === "string" && Object.hasOwn(own, key) ? own[key] : Reflect.get(target, key)),
  });
}

function isWorthKeeping(texts: Set<string>, text: string, params: number): boolean {
  if (params === 0 || params > MOST_PARAMS) return false;
  if (!texts.has(text) && texts.size < MOST_TEXTS) texts.add(text);
  return texts.has(text);
}
