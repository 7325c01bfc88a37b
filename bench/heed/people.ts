import type { Database } from "@/db/client";
import { newId } from "@/db/ids";

export interface BenchPerson {
  readonly personId: string;
  readonly contactId: string;
  readonly email: string;
}

const SET = 500;

/** `count` people with an address and a basis to be written to. */
export async function insertPeople(database: Database, workspaceId: string, count: number): Promise<BenchPerson[]> {
  const people: BenchPerson[] = [];
  for (let at = 0; at < count; at += SET) {
    people.push(...(await insertSet(database, workspaceId, at, Math.min(SET, count - at))));
  }
  await database.ownerSql`analyze`;
  return people;
}

async function insertSet(database: Database, workspaceId: string, from: number, count: number): Promise<BenchPerson[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    workspace_id: workspaceId,
    person_id: newId("person"),
    contact_id: newId("contact"),
    consent_id: newId("consent"),
    email: `person${from + index}@example.com`,
    first_name: `First${from + index}`,
  }));
  const set = JSON.stringify(rows);
  const select = (columns: string) => `select ${columns} from jsonb_to_recordset($1::text::jsonb) as r(
    workspace_id text, person_id text, contact_id text, consent_id text, email text, first_name text)`;
  const { ownerSql: sql } = database;
  await sql.unsafe(`insert into person (id, workspace_id) ${select("person_id, workspace_id")}`, [set]);
  await sql.unsafe(
    `insert into contact (id, workspace_id, person_id, email, email_key, first_name)
     ${select("contact_id, workspace_id, person_id, email, email, first_name")}`,
    [set],
  );
  await sql.unsafe(
    `insert into consent (id, workspace_id, person_id, basis, source, recorded_at)
     ${select("consent_id, workspace_id, person_id, 'customer', 'bench', now()")}`,
    [set],
  );
  return rows.map(({ person_id, contact_id, email }) => ({ personId: person_id, contactId: contact_id, email }));
}
