import { z } from "zod";
import { paceInWords } from "@/core/attention/explain-hold";
import { frequencyPaceSchema } from "@/core/attention/rule";
import type { JourneySource } from "@/server/services/journeys/load";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import type { Speaker } from "@/server/services/journeys/speaker";

/** What the journey tells of the audit log, and what its rows carry. `at` is workspace time, which a sandbox moves. */
const told = z.object({
  at: z.coerce.date().optional(),
  pace: frequencyPaceSchema.nullish(),
  pausedUntil: z.coerce.date().nullish(),
  until: z.coerce.date().optional(),
});

/** How often they want to hear, and when a member asked to leave them alone: each time, not only as it stands now. */
export function wishRows(source: JourneySource, speaker: Speaker): JourneyRow[] {
  return source.wishes.map((row) => {
    const data = told.parse(row.data);
    const member = row.memberId === null ? "An API key" : (speaker.names("member", row.memberId) ?? "A former member");
    const whom = row.personId === null ? "the whole company" : "this person";
    return journeyRow({
      id: row.id,
      tense: "past",
      at: data.at ?? row.createdAt,
      kind: "choice",
      ...sayWish(row.action, data, whom, member, speaker),
      ...(row.reason ? { details: [{ label: "Reason given", value: row.reason }] } : {}),
    });
  });
}

function sayWish(
  action: string,
  { pace, pausedUntil, until }: z.output<typeof told>,
  whom: string,
  member: string,
  { when }: Speaker,
): Pick<JourneyRow, "title" | "reason" | "tone"> {
  if (action === "leave-alone.set") {
    const end = until === undefined ? "" : ` until ${when(until)}`;
    return { title: `Leave ${whom} alone${end}`, reason: `${member} asked for it.`, tone: "amber" };
  }
  if (action === "leave-alone.cleared") {
    return { title: `No longer to be left alone`, reason: `${member} ended it for ${whom}.`, tone: "slate" };
  }
  const reason = "Chosen on their preference page.";
  if (pausedUntil) return { title: `Wants a pause until ${when(pausedUntil)}`, reason, tone: "amber" };
  if (pace) return { title: `Wants at most ${paceInWords(pace)}`, reason, tone: "amber" };
  return { title: "Wants mail as often as it comes", reason, tone: "pine" };
}
