/** An end that is still to come; null: there is none, or it is over and holds nothing any more. */
export const stillAhead = (until: Date | null, now: Date): Date | null =>
  until !== null && until > now ? until : null;
