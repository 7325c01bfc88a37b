export type Tense = "past" | "present" | "planned";

/** One line of the journey: what, why, when. Sentences are ready to show; instants are workspace time. */
export interface JourneyRow {
  readonly id: string;
  readonly tense: Tense;
  /** null: no date is known ("then, if …", an open end). */
  readonly at: Date | null;
  readonly kind:
    | "entered"
    | "step"
    | "mail"
    | "hold"
    | "skip"
    | "open"
    | "click"
    | "reply"
    | "purchase"
    | "event"
    | "consent"
    | "choice"
    | "suppression"
    | "fact"
    | "ended"
    | "then";
  readonly tone: "pine" | "amber" | "iris" | "slate" | "rust" | "ink";
  /** What did not count: machines, mails taken back. */
  readonly muted: boolean;
  readonly title: string;
  readonly reason: string | null;
  /** Ordinal of the visit: the numbered stamp on the canvas. */
  readonly stamp: number | null;
  readonly enrollmentId: string | null;
  readonly sequenceId: string | null;
  readonly sequenceName: string | null;
  readonly nodeId: string | null;
  readonly step: number | null;
  readonly visit: number | null;
  readonly touchId: string | null;
  readonly touchState: string | null;
  readonly heldUntil: Date | null;
  readonly ruleId: string | null;
  readonly inboundMailId: string | null;
  /** "Show details". */
  readonly details: readonly { readonly label: string; readonly value: string }[];
}

const blank: Omit<JourneyRow, "id" | "tense" | "at" | "kind" | "tone" | "title"> = {
  muted: false,
  reason: null,
  stamp: null,
  enrollmentId: null,
  sequenceId: null,
  sequenceName: null,
  nodeId: null,
  step: null,
  visit: null,
  touchId: null,
  touchState: null,
  heldUntil: null,
  ruleId: null,
  inboundMailId: null,
  details: [],
};

/** A row with everything that was not said left empty. */
export const journeyRow = (
  said: Pick<JourneyRow, "id" | "tense" | "at" | "kind" | "tone" | "title"> & Partial<JourneyRow>,
): JourneyRow => ({ ...blank, ...said });

const order: Record<Tense, number> = { past: 0, present: 1, planned: 2 };

/** Past, then present, then planned; by time within each, what has no time last. The end stands behind what brought it. */
export function sortRows(rows: readonly JourneyRow[]): JourneyRow[] {
  return [...rows].sort(
    (a, b) =>
      order[a.tense] - order[b.tense] ||
      (a.at?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.at?.getTime() ?? Number.MAX_SAFE_INTEGER) ||
      Number(a.kind === "ended") - Number(b.kind === "ended") ||
      (a.stamp ?? 0) - (b.stamp ?? 0) ||
      (a.id < b.id ? -1 : 1),
  );
}
