import { parseArgs } from "node:util";
import { openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createWorkspace } from "@/db/testing/factories";
import { countContacts, listContacts } from "@/server/services/contacts/list";
import { systemContext } from "@/server/services/context";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { prepareHeed } from "./heed/environment";

const PAGE = 100;

/**
 * `bench contacts [--contacts N] [--looks N]`: the list of contacts as it is scrolled: page after page by the last row's key,
 * the bar pulled to any place, a search, and how many there are; in the app's own role.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: { contacts: { type: "string", default: "100000" }, looks: { type: "string", default: "60" } },
  });
  const [contacts, looks] = [Number(values.contacts), Number(values.looks)];
  const postgres = await startPostgres();
  try {
    const database = openDatabase(await prepareHeed(postgres, "heed_bench"));
    setDatabase(database);
    const { workspaceId } = await createWorkspace();
    await database.ownerSql.unsafe(PEOPLE, [workspaceId, contacts]);
    await database.ownerSql.unsafe(CONTACTS, [workspaceId, contacts]);
    await database.ownerSql`analyze`;
    const ctx = systemContext({ workspaceId, name: "bench" });
    const timed = async (work: (n: number) => Promise<unknown>): Promise<number | null> => {
      const taken: number[] = [];
      for (let n = 0; n < looks; n += 1) {
        const began = performance.now();
        await work(n);
        taken.push(performance.now() - began);
      }
      return percentile(taken, 0.95);
    };
    let cursor: string | null = null;
    const scroll = await timed(async () => {
      const page = await listContacts({ ctx, input: { limit: PAGE, ...(cursor ? { cursor } : {}) } });
      cursor = page.nextCursor;
    });
    const jump = await timed((n) =>
      listContacts({ ctx, input: { limit: PAGE, offset: Math.floor((contacts * (n + 1)) / (looks + 1)) } }),
    );
    const search = await timed((n) => listContacts({ ctx, input: { limit: PAGE, search: `first${n * 37}` } }));
    const count = await timed(() => countContacts({ ctx, input: {} }));
    await database.close();
    return {
      contacts,
      scroll_p95_ms: scroll,
      jump_p95_ms: jump,
      search_p95_ms: search,
      count_p95_ms: count,
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

const PEOPLE = `
insert into person (id, workspace_id) select 'per_' || lpad(n::text, 22, '0'), $1::text from generate_series(1, $2::int) n`;

const CONTACTS = `
insert into contact (id, workspace_id, person_id, email, email_key, first_name, last_name, created_at)
select 'ctc_' || lpad(n::text, 22, '0'), $1::text, 'per_' || lpad(n::text, 22, '0'), 'person' || n || '@example.com',
  'person' || n || '@example.com', 'First' || n, 'Last' || (n % 977), now() - make_interval(secs => n % 90000)
from generate_series(1, $2::int) n`;
