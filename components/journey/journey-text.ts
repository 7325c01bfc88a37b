import { formatInstant, toZoneName } from "@/components/ui/date-format";
import type { Journey } from "./journey-data";

const marks = { past: "", present: "NOW  ", planned: "NEXT  " } as const;

/** The journey as plain text, for a ticket: the answer first, then one line per event in the person's own time. */
export function toJourneyText(journey: Journey, address: string): string {
  const { contact, rows, answer } = journey;
  const lines = rows.map(({ at, title, reason, tense, sequenceName }) => {
    const when = at ? formatInstant(at, contact.zone, "full") : "no date";
    return `${when}  ${marks[tense]}${title}${reason ? ` (${reason})` : ""}${sequenceName ? ` [${sequenceName}]` : ""}`;
  });
  return [
    `${contact.name}${contact.email ? ` <${contact.email}>` : ""}`,
    answer,
    "",
    ...lines,
    "",
    `Times: ${toZoneName(contact.zone)}. ${address}`,
  ].join("\n");
}
