import { parseArgs } from "node:util";
import { everybody } from "@/core/audience";
import { nodesOf } from "@/core/graph";
import { toEpochMs } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { simulate } from "@/core/simulate";
import { realGovernor } from "@/core/simulate-governor";
import { drawGraph } from "@/core/testing/graph";
import { openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { createSegment } from "@/server/services/segments/manage";
import { createSequence } from "@/server/services/sequences/create";
import { forecastSequence } from "@/server/services/trials/forecast";
import { getTrialPerson } from "@/server/services/trials/person";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { prepareHeed } from "./heed/environment";
import { insertPeople } from "./heed/people";

const ROUNDS = 12;
const TRIES = 30;

type Drawn = Parameters<typeof drawGraph>[0];

/** The entry, then twelve times email, reaction, tag, split and wait: 60 steps behind the entry. */
function sixtySteps(senderId: string, topicId: string): Drawn {
  const nodes: Record<string, Drawn[string]> = { start: { kind: "trigger", next: { next: "mail1" } } };
  for (let n = 1; n <= ROUNDS; n += 1) {
    const onwards = n === ROUNDS ? {} : { next: `mail${n + 1}` };
    nodes[`mail${n}`] = {
      kind: "email",
      config: { senderId, topicId, subject: `Mail ${n}`, body: `This is number ${n}.` },
      next: { next: `ask${n}` },
    };
    nodes[`ask${n}`] = {
      kind: "wait",
      config: {
        outcomes: [
          { id: "replied", label: "", filter: anySignal("reply"), touch: `mail${n}`, count: 1 },
          { id: "clicked", label: "", filter: anySignal("click"), touch: `mail${n}`, count: 1 },
        ],
        timeout: { amount: 3, unit: "days" },
      },
      next: { replied: `tag${n}`, clicked: `tag${n}`, timeout: `pause${n}` },
    };
    nodes[`tag${n}`] = {
      kind: "update",
      config: { changes: [{ set: "tag", tag: `round ${n}`, to: "add" }] },
      next: { next: `which${n}` },
    };
    nodes[`which${n}`] = { kind: "split", next: { a: `pause${n}`, b: `pause${n}` } };
    nodes[`pause${n}`] = {
      kind: "delay",
      config: { mode: "for", duration: { amount: 1, unit: "days" } },
      next: onwards,
    };
  }
  return nodes;
}

/** `bench simulate [--people N]`: one contact through 60 steps with the real governor, and a forecast for a segment. */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args: [...args], options: { people: { type: "string", default: "10000" } } });
  const count = Number(values.people);
  const postgres = await startPostgres();
  try {
    const database = openDatabase({ ...(await prepareHeed(postgres, "heed_bench")), poolSize: 4 });
    setDatabase(database);
    const { workspaceId, senderId, topicId } = await createWorkspace({ rules: "default", hours: "default" });
    const ctx = systemContext({ workspaceId, name: "bench" });
    const graph = drawGraph(sixtySteps(senderId, topicId));
    const { id } = await createSequence({ ctx, input: { name: "Sixty steps", graph } });
    const people = await insertPeople(database, workspaceId, count);
    const segment = await createSegment({ ctx, input: { name: "Everybody", condition: everybody } });

    const scene = await getTrialPerson({ ctx, input: { id, contactId: people[0]?.contactId ?? "" } });
    const taken: number[] = [];
    let visits = 0;
    for (let n = 0; n < TRIES; n += 1) {
      const began = performance.now();
      const result = simulate({
        graph,
        contact: scene.person.contact,
        zone: scene.person.zone,
        startAt: scene.now,
        entry: { by: "hand", signalId: null, correlationKey: null, data: {} },
        governor: realGovernor({
          ...scene.person,
          rules: scene.trial.rules,
          sequence: scene.trial.sequence,
          memberOf: () => null,
        }),
        choices: Object.fromEntries(
          Array.from({ length: ROUNDS }, (_, at) => [`ask${at + 1}`, { outlet: "clicked", afterMs: 3_600_000 }]),
        ),
      });
      taken.push(performance.now() - began);
      visits = result.visits.length;
    }
    process.stderr.write(`one contact: ${visits} visits\n`);
    const began = performance.now();
    const reactions = Object.fromEntries(
      Array.from({ length: ROUNDS }, (_, at) => [`ask${at + 1}`, { replied: 0.05, clicked: 0.2 }]),
    );
    const forecast = await forecastSequence({ ctx, input: { id, segmentId: segment.id, reactions } });
    const forecastMs = performance.now() - began;
    await database.close();
    return {
      steps: nodesOf(graph).length,
      visits,
      one_ms: percentile(taken, 0.5),
      one_worst_ms: Math.round(Math.max(...taken)),
      people: forecast.people,
      mails: forecast.sent,
      forecast_s: Math.round(forecastMs / 100) / 10,
      started_at: new Date(toEpochMs(scene.now)).toISOString(),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}
