import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { templateIdInput } from "@/server/services/mail-templates/schemas";

/** A step of a running sequence whose text started from a version of the template; it keeps that text. */
export interface TemplatePin {
  readonly version: number;
  readonly sequenceId: string;
  readonly sequenceName: string;
  /** The S-number of the step. */
  readonly step: number;
}

/** Which live or paused sequences hold which version, by sequence and step. @throws NotFoundError */
export async function listTemplatePins(args: VerbArgs<typeof templateIdInput>): Promise<TemplatePin[]> {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(templateIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const known = await queryRows(tx, KNOWN, [ctx.workspaceId, id]);
    if (known.length === 0) throw new NotFoundError("template");
    return queryRows<TemplatePin>(tx, PINS, [ctx.workspaceId, id]);
  });
}

const KNOWN = "select 1 from mail_template where workspace_id = $1 and id = $2";

const PINS = `
select (n.node -> 'config' -> 'template' ->> 'version')::int as version, q.id as "sequenceId", q.name as "sequenceName",
  (n.node ->> 'step')::int as step
from sequence q
join sequence_version v on v.workspace_id = q.workspace_id and v.id = q.live_version_id
cross join lateral jsonb_each(v.graph -> 'nodes') n(id, node)
where q.workspace_id = $1 and q.state in ('live', 'paused') and n.node -> 'config' -> 'template' ->> 'id' = $2
order by q.name, q.id, step`;
