import { z } from "zod";
import { paceInWords } from "@/core/attention/explain-hold";
import { frequencyPaceSchema } from "@/core/attention/rule";
import type { JourneySource } from "@/server/services/journeys/load";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import type { Speaker } from "@/server/services/journeys/speaker";

/** What the journey tells of the audit log, and what its rows carry. `at` is workspace time, which a sandbox moves. */
const told = z.object({
  at: z.coerce.date().optional(),
  /** "person": they did it themselves. */
  by: z.string().optional(),
  pace: frequencyPaceSchema.nullish(),
  pausedUntil: z.coerce.date().nullish(),
  until: z.coerce.date().optional(),
  topicId: z.string().optional(),
  choice: z.enum(["in", "out"]).optional(),
  source: z.string().optional(),
  touchId: z.string().nullish(),
});

type Told = z.output<typeof told>;
type Wish = JourneySource["wishes"][number];

/** What they chose, and when a member asked to leave them alone or put them away: each time, and who did it. */
export function wishRows(source: JourneySource, speaker: Speaker): JourneyRow[] {
  return source.wishes.map((row) => {
    const data = told.parse(row.data);
    return journeyRow({
      id: row.id,
      tense: "past",
      at: data.at ?? row.createdAt,
      kind: "choice",
      ...sayWish(row, data, speaker),
      touchId: data.touchId ?? null,
      ...(row.reason ? { details: [{ label: "Reason given", value: row.reason }] } : {}),
    });
  });
}

/** The topics of which the last word stands among the wishes, with it: `topic choice`. */
export function toldChoices(source: JourneySource): ReadonlySet<string> {
  const last = new Map<string, string>();
  for (const row of source.wishes) {
    const { topicId, choice } = told.parse(row.data); // newest first
    if (topicId !== undefined && choice !== undefined && !last.has(topicId)) last.set(topicId, choice);
  }
  return new Set([...last].map(([topicId, choice]) => `${topicId} ${choice}`));
}

type Said = Pick<JourneyRow, "title" | "reason" | "tone">;

function sayWish(row: Wish, data: Told, speaker: Speaker): Said {
  const who = nameOf(row, speaker);
  const whom = row.personId === null ? "the whole company" : "this person";
  switch (row.action) {
    case "leave-alone.set": {
      const end = data.until === undefined ? "" : ` until ${speaker.when(data.until)}`;
      return { title: `Leave ${whom} alone${end}`, reason: `${who} asked for it.`, tone: "amber" };
    }
    case "leave-alone.cleared":
      return { title: "No longer to be left alone", reason: `${who} ended it for ${whom}.`, tone: "slate" };
    case "contact.archived":
      return {
        title: "Put away in the archive",
        reason: `${who} did it. No marketing or sales mail goes.`,
        tone: "slate",
      };
    case "contact.restored":
      return { title: "Taken out of the archive", reason: `${who} did it.`, tone: "slate" };
    case "preference.topic":
      return sayTopic(data, howChosen(data, who), speaker);
    default:
      return sayPace(data, howChosen(data, who), speaker);
  }
}

function sayPace({ pace, pausedUntil }: Told, reason: string, { when }: Speaker): Said {
  if (pausedUntil) return { title: `Wants a pause until ${when(pausedUntil)}`, reason, tone: "amber" };
  if (pace) return { title: `Wants at most ${paceInWords(pace)}`, reason, tone: "amber" };
  return { title: "Wants mail as often as it comes", reason, tone: "pine" };
}

function sayTopic({ topicId, choice }: Told, reason: string, { names }: Speaker): Said {
  const topic = (topicId === undefined ? null : names("topic", topicId)) ?? "a deleted topic";
  return choice === "out"
    ? { title: `Wants no more of ${topic}`, reason, tone: "rust" }
    : { title: `Wants ${topic}`, reason, tone: "pine" };
}

const PLACES: Readonly<Record<string, string>> = {
  "one-click": "With the unsubscribe button of their mail program.",
  "unsubscribe-page": "On the unsubscribe page.",
  form: "With a form they confirmed.",
};

/** Where the person chose it, or which colleague noted it for them. */
const howChosen = ({ by, source }: Told, who: string): string =>
  by === "person" ? (PLACES[source ?? ""] ?? "Chosen on their preference page.") : `${who} noted it on their behalf.`;

function nameOf({ memberId, apiKeyId }: Wish, { names }: Speaker): string {
  if (memberId !== null) return names("member", memberId) ?? "A former member";
  return apiKeyId === null ? "Heed" : "An API key";
}
