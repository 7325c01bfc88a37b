import { addMs, DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import type { OutgoingMail } from "@/server/mail/port";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { createAgenda } from "@/server/seed/agenda";
import { planAhead } from "@/server/seed/ahead";
import { answers } from "@/server/seed/answers";
import { castPeople } from "@/server/seed/cast";
import { dateRows, demoNow, stopTime } from "@/server/seed/clock";
import { importGuests } from "@/server/seed/contacts";
import { nextStop, replayOf, turnAfter } from "@/server/seed/due";
import { foundHouse } from "@/server/seed/found";
import { furnish } from "@/server/seed/furnish";
import { drawSequences, type SequenceKey } from "@/server/seed/publish";
import { react } from "@/server/seed/recipients";
import { DAYS, tellStory } from "@/server/seed/story";
import { keepSandboxMail } from "@/server/services/sandbox/keep-mail";

/**
 * Makes the demo workspace: founds it sixteen days ago and lives those days through with the services that a running
 * workspace uses, so that nothing in it is invented. Real time stands still for this process meanwhile. Nothing leaves the
 * machine; runs of those inside are started by the worker.
 * @param endsAt what its clock shows at the end, epoch ms; now, except in tests of other weekdays
 */
export async function seed(endsAt?: number): Promise<void> {
  const restart = stopTime();
  try {
    await live(toEpochMs(endsAt ?? realNow().getTime()));
  } finally {
    restart();
  }
}

async function live(end: EpochMs): Promise<void> {
  const start = addMs(end, -DAYS * DAY_MS);
  const house = await foundHouse(start);
  await furnish(house);
  const { workspaceId } = house;
  const guests = await importGuests(house, castPeople(), start);
  const sequences = await drawSequences(house);
  const agenda = createAgenda();
  tellStory({ house, guests, sequences, agenda, start, end });

  const byEmail = new Map(guests.map((guest) => [guest.email, guest]));
  const keyOf = new Map(Object.entries(sequences).map(([key, id]) => [id, key as SequenceKey])); // keys of that very record
  const transport = createSandboxTransport(async (kept) => {
    const guest = byEmail.get(kept.outgoing.to);
    const key = keyOf.get(await sequenceOf(kept.outgoing));
    if (guest && key) react(agenda, { guest, mail: kept.outgoing, raw: kept.raw, texts: answers[key] });
    return keepSandboxMail(kept);
  });
  const replay = replayOf(workspaceId, () => Promise.resolve(transport));

  for (;;) {
    const stop = nextStop(await replay.settle(), end);
    const first = agenda.peek()?.at ?? stop;
    // Each acts at an instant of their own; what follows from it is done for all of the next minutes together.
    const until = Math.min(stop, turnAfter(first));
    for (let next = agenda.take(until); next !== undefined; next = agenda.take(until)) {
      await replay.moveTo(next.at);
      await next.act();
    }
    if (first < stop) continue;
    if (demoNow() >= end) break;
    await replay.moveTo(stop);
  }
  await replay.settle();
  await planAhead(house, sequences, end);
  await dateRows(workspaceId);
}

async function sequenceOf({ workspaceId, touchId }: OutgoingMail): Promise<string> {
  const [row] = await queryRows<{ sequence_id: string | null }>(
    ownerSql(),
    "select sequence_id from touch where workspace_id = $1::text and id = $2::text",
    [workspaceId, touchId],
  );
  return row?.sequence_id ?? "";
}
