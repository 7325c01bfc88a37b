/** Why somebody did not enter a sequence, as one says it to the member who tried. */
const refusals: Readonly<Record<string, string>> = {
  "same-signal": "were let in by this very event before",
  "entered-before": "have been in it before, and it is for once only",
  "still-inside": "are inside already",
  "cooling-down": "were in it too short a while ago",
  "no-key": "have nothing that says which cart or order it is about",
  condition: "do not fit its entry condition",
  "not-live": "could not enter: the sequence is not live",
  "no-contact": "are archived or gone",
  "sales-barred": "said no to sales",
};

/** "2 are inside already." @param count people */
export const sayRefusal = (reason: string, count: number): string =>
  `${count} ${count === 1 ? (singular[reason] ?? "was not let in") : (refusals[reason] ?? "were not let in")}`;

const singular: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(refusals).map(([reason, words]) => [
    reason,
    words
      .replace(/^were /, "was ")
      .replace(/^have /, "has ")
      .replace(/^are /, "is ")
      .replace(/^do not /, "does not "),
  ]),
);
