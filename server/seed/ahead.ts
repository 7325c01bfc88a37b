import { emptyBriefing } from "@/core/briefing";
import { emptyMessage } from "@/core/broadcast";
import { addMs, DAY_MS, type EpochMs, HOUR_MS, toDate } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { as, type House } from "@/server/seed/house";
import type { SequenceKey } from "@/server/seed/publish";
import { createBroadcast, saveBroadcast } from "@/server/services/broadcasts/drafts";
import { startBroadcast } from "@/server/services/broadcasts/start";
import { listLaunches, markLaunchSeen, planLaunch } from "@/server/services/launches/manage";

/** What starts in the days after the demo's present: a sequence still to be finished, and a mail of the Hamburg shop. */
export async function planAhead(
  house: House,
  sequences: Readonly<Record<SequenceKey, string>>,
  now: EpochMs,
): Promise<void> {
  await planLaunch({
    ctx: as(house, "jonas"),
    input: { sequenceId: sequences.winter, startsAt: morning(now, 12), note: "Before the sites close" },
  });
  await inviteHamburg(house, morning(now, 6));
  const sofia = as(house, "sofia");
  const { launches } = await listLaunches({ ctx: sofia });
  const mail = launches.find(({ kind }) => kind === "broadcast");
  if (mail) await markLaunchSeen({ ctx: sofia, input: { key: mail.key } });
}

async function inviteHamburg(house: House, at: Date): Promise<void> {
  const ctx = as(house, "lena");
  const { id } = await createBroadcast({
    ctx,
    input: {
      name: "Courses in the new year",
      teamId: house.teams.hamburg,
      audience: { by: "segment", segmentId: house.segments.hamburg },
    },
  });
  const message = {
    ...emptyMessage(),
    senderId: house.senders.hamburg,
    topicId: house.topics.offers,
    subject: "Our courses in the new year",
    body: `Hello {{ first_name | default: "there" }},

the dates of our courses in Hamburg are out: [look which fits](https://northbeam.example/hamburg/courses), or call +49 40 5550 1200.

{{ sender.name }}`,
    briefing: {
      ...emptyBriefing,
      about: "The Hamburg shop names the dates of its courses. It is no offer: everybody around Hamburg gets it.",
      questions: [
        { ask: "Is there a discount?", answer: "Not on courses. Ten percent from three people of one company on." },
        { ask: "Where is it?", answer: "Speicherstraße 14, second floor, from nine." },
      ],
      domains: ["northbeam.example"],
      phones: ["+49 40 5550 1200"],
      pages: ["northbeam.example/hamburg/courses"],
    },
  };
  const { revision } = await saveBroadcast({ ctx, input: { id, revision: 1, message } });
  const started = await startBroadcast({ ctx, input: { id, revision, at } });
  if (!started.ok) throw new Error(`the demo's broadcast was not scheduled: ${JSON.stringify(started.problems)}`);
}

/** Nine in the morning in Berlin, so many days ahead. */
function morning(now: EpochMs, days: number): Date {
  const calendar = zoneCalendar("Europe/Berlin");
  return toDate(addMs(calendar.startOf(calendar.dayOf(addMs(now, days * DAY_MS))), 9 * HOUR_MS));
}
