import { z } from "zod";
import { toEpochMs } from "@/core/instant";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { writeAudit } from "@/server/services/audit-log";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { lookAgain } from "@/server/services/touches/look";

interface Row {
  readonly of: "person" | "company";
  readonly id: string;
  readonly contact_id: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly company: string | null;
  readonly until: number;
  readonly reason: string | null;
  readonly by_member: string | null;
  readonly held: number;
}

const SHOWN = 500;

/** People and companies nobody may write to until a date, the first to end first, with how many mails wait for them. */
export async function listLeftAlone({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  const rows = await withWorkspace(ctx, (tx) =>
    queryRows<Row>(tx, LEFT_ALONE, [ctx.workspaceId, ctx.now().toISOString()]),
  );
  return rows.map((row) => ({
    of: row.of,
    id: row.id,
    contactId: row.contact_id,
    name:
      row.of === "company"
        ? (row.company ?? "A company")
        : nameOf({ firstName: row.first_name, lastName: row.last_name, email: row.email }),
    until: new Date(row.until),
    reason: row.reason ?? "",
    by: row.by_member,
    held: row.held,
  }));
}

export const endLeftAloneInput = z.object({ of: z.enum(["person", "company"]), id: z.string().min(1) });

/** Ends it early, for a person or a whole company; what waits is judged again. @throws NotFoundError */
export async function endLeftAlone(args: VerbArgs<typeof endLeftAloneInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "leave-alone");
  const { of, id } = parseInput(endLeftAloneInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const ended = await queryRows<{ id: string }>(tx, of === "person" ? END_PERSON : END_COMPANY, [
      ctx.workspaceId,
      id,
    ]);
    if (ended.length === 0) throw new NotFoundError(of === "person" ? "person" : "company");
    const people = of === "person" ? [{ id }] : await queryRows<{ id: string }>(tx, COLLEAGUES, [ctx.workspaceId, id]);
    const personId = of === "person" ? id : null;
    const data = { at: ctx.now().toISOString() };
    await writeAudit(tx, ctx, { action: "leave-alone.cleared", subjectRef: id, personId, data });
    await lookAgain(
      tx,
      ctx.workspaceId,
      people.map((one) => one.id),
      toEpochMs(ctx.now()),
    );
  });
  return { ok: true };
}

const LEFT_ALONE = `
select 'person' as of, p.id, c.id as contact_id, c.first_name, c.last_name, c.email, null as company,
  extract(epoch from p.leave_alone_until)::float8 * 1000 as until, p.leave_alone_reason as reason,
  p.leave_alone_by as by_member, (
    select count(*)::int from touch t where t.workspace_id = p.workspace_id and t.person_id = p.id and t.state = 'held') as held
from person p
join lateral (
  select k.id, k.first_name, k.last_name, k.email from contact k
  where k.workspace_id = p.workspace_id and k.person_id = p.id
  order by (k.archived_at is null) desc, k.created_at, k.id limit 1) c on true
where p.workspace_id = $1::text and p.leave_alone_until > $2::timestamptz
union all
select 'company', o.id, null, null, null, null, o.name, extract(epoch from o.leave_alone_until)::float8 * 1000,
  o.leave_alone_reason, o.leave_alone_by, (
    select count(*)::int from touch t where t.workspace_id = o.workspace_id and t.state = 'held' and t.person_id in (
      select k.person_id from contact k where k.workspace_id = o.workspace_id and k.company_id = o.id))
from company o
where o.workspace_id = $1::text and o.leave_alone_until > $2::timestamptz
order by until, id limit ${SHOWN}`;

const END = "set leave_alone_until = null, leave_alone_reason = null, leave_alone_by = null";
const END_PERSON = `update person ${END} where workspace_id = $1::text and id = $2::text returning id`;
const END_COMPANY = `update company ${END} where workspace_id = $1::text and id = $2::text returning id`;
const COLLEAGUES = `
select distinct person_id as id from contact where workspace_id = $1::text and company_id = $2::text order by 1`;
