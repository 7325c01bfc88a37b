import { saySuppression } from "@/core/suppression";
import type { JourneySource } from "@/server/services/journeys/load";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import type { Speaker } from "@/server/services/journeys/speaker";
import { toldChoices } from "@/server/services/journeys/wish-rows";

const bases: Readonly<Record<string, string>> = {
  opt_in: "opted in",
  customer: "is a customer",
  legitimate_interest: "legitimate interest",
};

const facts: Readonly<Record<string, string>> = {
  bought: "Has bought",
  has_competing: "Has a competing product to",
  not_for_them: "Has no use for",
};

const plain = (code: string): string => code.replaceAll("_", " ").replaceAll("-", " ");

/** On what basis they may be written to, what they chose, where they must never be written to, and what they have. */
export function choiceRows(source: JourneySource, speaker: Speaker): JourneyRow[] {
  const about = (topicId: string | null) =>
    topicId === null ? "everything" : (speaker.names("topic", topicId) ?? "a deleted topic");
  const told = toldChoices(source);
  return [
    ...source.consents.map((row) =>
      journeyRow({
        id: row.id,
        tense: "past",
        at: row.recordedAt,
        kind: "consent",
        tone: row.basis === "none" ? "rust" : "slate",
        title:
          row.basis === "none"
            ? `No ground to write to them about ${row.topicId === null ? "anything" : about(row.topicId)}`
            : `May be written to about ${about(row.topicId)}: ${bases[row.basis] ?? plain(row.basis)}`,
        reason: `From ${row.source}.${row.wording ? ` “${row.wording}”` : ""}`,
        details: row.proof ? [{ label: "Proof", value: row.proof }] : [],
      }),
    ),
    // each time stands among the wishes; this is what came another way, or before those were kept
    ...source.choices
      .filter((row) => !told.has(`${row.topicId} ${row.choice}`))
      .map((row) =>
        journeyRow({
          id: row.id,
          tense: "past",
          at: row.chosenAt,
          kind: "choice",
          tone: row.choice === "out" ? "rust" : "pine",
          title: row.choice === "out" ? `Wants no more of ${about(row.topicId)}` : `Wants ${about(row.topicId)}`,
          reason: `By ${plain(row.source)}.`,
          touchId: row.touchId,
        }),
      ),
    ...source.suppressions.flatMap((row) => [
      journeyRow({
        id: row.id,
        tense: "past",
        at: row.createdAt,
        kind: "suppression",
        tone: "rust",
        title: row.scope === "all" ? "Never to be written to again" : "No marketing and no sales any more",
        reason: `${saySuppression(row.reason)}, ${
          row.source === "member"
            ? `by ${speaker.names("member", row.evidenceRef ?? "") ?? "a member"}`
            : `from ${plain(row.source)}`
        }.`,
      }),
      ...(row.liftedAt === null
        ? []
        : [
            journeyRow({
              id: `${row.id}/lifted`,
              tense: "past" as const,
              at: row.liftedAt,
              kind: "suppression" as const,
              tone: "slate" as const,
              title: "May be written to again",
              reason: row.liftedReason,
            }),
          ]),
    ]),
    ...source.facts.map((row) =>
      journeyRow({
        id: row.id,
        tense: "past",
        at: row.occurredAt,
        kind: "fact",
        tone: "slate",
        title: `${facts[row.fact] ?? plain(row.fact)} ${row.productName}`,
        reason: `Nothing that promotes it is sent any more. Known from ${plain(row.source)}.`,
      }),
    ),
  ];
}
