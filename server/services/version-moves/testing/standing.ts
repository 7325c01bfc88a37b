import { emptyBriefing } from "@/core/briefing";
import type { Graph } from "@/core/graph";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { createSequence } from "@/server/services/sequences/create";
import { publishSequence } from "@/server/services/sequences/publish";

const PER_TRANSACTION = 250;

type Drawn = Parameters<typeof drawGraph>[0];

/** A published sequence of a workspace of its own; `mail` makes an email's config. */
export async function openSequence(draw: (mail: (subject: string) => object) => Drawn) {
  const world = await createWorkspace();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  const { senderId, topicId } = world;
  const toGraph = (nodes: (mail: (subject: string) => object) => Drawn): Graph =>
    drawGraph(
      nodes((subject) => ({
        senderId,
        topicId,
        subject,
        body: `<p>${subject}</p>`,
        briefing: { ...emptyBriefing, about: subject, questions: [{ ask: "What is it?", answer: subject }] },
      })),
    );
  const { id } = await createSequence({ ctx, input: { name: "Trial", graph: toGraph(draw) } });
  const first = await publishSequence({ ctx, input: { id, revision: 1 } });
  if (!first.ok) throw new Error(JSON.stringify(first));
  return { ...world, ctx, id, versionId: first.versionId, toGraph };
}

/** So many people who have come as far as the first step that waits; no run of theirs has been started. */
export async function standing(of: { workspaceId: string; id: string }, count: number): Promise<string[]> {
  const people = Array.from({ length: count }, (_, n) => ({
    person_id: newId("person"),
    contact_id: newId("contact"),
    consent_id: newId("consent"),
    email: `p${n}-${of.id.slice(-6)}@example.com`,
  }));
  const set = JSON.stringify(people);
  const sql = ownerSql();
  const from = `from jsonb_to_recordset($2::text::jsonb) as r(person_id text, contact_id text, consent_id text, email text)`;
  await queryRows(sql, `insert into person (id, workspace_id) select person_id, $1::text ${from}`, [
    of.workspaceId,
    set,
  ]);
  await queryRows(
    sql,
    `insert into contact (id, workspace_id, person_id, email, email_key) select contact_id, $1::text, person_id, email, email ${from}`,
    [of.workspaceId, set],
  );
  await queryRows(
    sql,
    `insert into consent (id, workspace_id, person_id, basis, source, recorded_at)
     select consent_id, $1::text, person_id, 'customer', 'test', now() ${from}`,
    [of.workspaceId, set],
  );
  const ids: string[] = [];
  for (let at = 0; at < count; at += PER_TRANSACTION) {
    const some = people.slice(at, at + PER_TRANSACTION);
    const entered = await sql.begin((tx) =>
      enterSequences(
        tx,
        some.map((person) => ({
          workspaceId: of.workspaceId,
          sequenceId: of.id,
          contactId: person.contact_id,
          by: "hand" as const,
        })),
      ),
    );
    const now = entered.flatMap((one) => (one.ok ? [one.enrollmentId] : []));
    await advanceEnrollments(now.map((id) => ({ workspaceId: of.workspaceId, id, epoch: null })));
    ids.push(...now);
  }
  return ids;
}

/** Who stands where, by version and step. */
export async function whereabouts(sequenceId: string): Promise<Record<string, number>> {
  const rows = await queryRows<{ place: string; n: number }>(
    ownerSql(),
    `select 'v' || v.number || ' ' || coalesce(case when e.status = 'finished' then 'left' else e.node_id end, '-') as place,
       count(*)::int as n
     from enrollment e join sequence_version v on v.id = e.version_id where e.sequence_id = $1::text group by 1 order by 1`,
    [sequenceId],
  );
  return Object.fromEntries(rows.map(({ place, n }) => [place, n]));
}
