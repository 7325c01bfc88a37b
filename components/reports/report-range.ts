export const spans = { "7": "7 days", "30": "30 days", "90": "90 days", year: "A year", own: "Other days" } as const;
export type Span = keyof typeof spans;
export const spanKeys = ["7", "30", "90", "year", "own"] as const satisfies readonly Span[];

const days: Readonly<Record<Exclude<Span, "own">, number>> = { "7": 7, "30": 30, "90": 90, year: 365 };

/** First and last day of a span that ends today. */
export function daysOfSpan(span: Exclude<Span, "own">, today: string): { from: string; to: string } {
  const first = new Date(Date.parse(`${today}T00:00:00Z`) - (days[span] - 1) * 86_400_000);
  return { from: first.toISOString().slice(0, 10), to: today };
}
