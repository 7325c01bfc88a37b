import type { JourneyRow } from "@/server/services/journeys/row";

/**
 * The first line of a journey: what happens next, and why not yet. `rows` are sorted; `never` is a suppression that stands,
 * in words.
 */
export function answerOf(rows: readonly JourneyRow[], never: string | null, when: (at: Date) => string): string {
  if (never !== null) return never;
  const now = rows.filter(({ tense }) => tense === "present");
  const leaving = now.find(({ kind }) => kind === "mail");
  if (leaving !== undefined) return `${leaving.title}.`;
  const [held] = now.filter(({ kind }) => kind === "hold");
  if (held !== undefined) return `${held.title}. ${held.reason ?? ""}`.trim();
  const ahead = rows.find(({ tense, kind }) => tense === "planned" && kind === "mail");
  if (ahead !== undefined)
    return ahead.at === null ? `${ahead.title}, without a date yet.` : `${ahead.title} on ${when(ahead.at)}.`;
  const waiting = now.find(({ kind }) => kind === "step");
  if (waiting !== undefined) return `${waiting.title}. ${waiting.reason ?? ""}`.trim();
  return "Nothing is planned for this person.";
}
