import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { findContact } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { duplicatesInput } from "./schemas";

export interface Duplicate {
  readonly contactId: string;
  readonly name: string;
  readonly email: string | null;
  /** What they have in common. */
  readonly because: "telephone" | "address" | "name_and_company" | "name";
}

/**
 * Contacts that may be the same person as this one, likeliest first: the same telephone number, the same mailbox by another
 * spelling (`ana+shop@…`), the same name at the same company, the same full name. People a member said are two are left out. @throws NotFoundError
 */
export async function findDuplicates(args: VerbArgs<typeof duplicatesInput>): Promise<Duplicate[]> {
  const { ctx } = args;
  need(ctx, "read");
  const { contactId } = parseInput(duplicatesInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findContact(tx, ctx.workspaceId, contactId);
    const rows = await queryRows<Row>(tx, DUPLICATES, [ctx.workspaceId, contactId]);
    return rows.map(({ id, email, because, ...names }) => ({
      contactId: id,
      email,
      because,
      name: nameOf({ firstName: names.first_name, lastName: names.last_name, email }),
    }));
  });
}

interface Row {
  id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  because: Duplicate["because"];
}

const DUPLICATES = `
select c.id, c.email, c.first_name, c.last_name, f.because
from find_twins($2::text) with ordinality f(id, because, place)
join contact c on c.workspace_id = $1::text and c.id = f.id
where not exists (
  select 1 from contact_apart x
  join contact a on a.workspace_id = x.workspace_id and a.id = x.contact_id
  join contact b on b.workspace_id = x.workspace_id and b.id = x.other_id
  join contact me on me.workspace_id = x.workspace_id and me.id = $2::text
  where x.workspace_id = $1::text
    and ((a.person_id = me.person_id and b.person_id = c.person_id) or (b.person_id = me.person_id and a.person_id = c.person_id)))
order by f.place`;
