/** One of two that compete for the same people. */
export interface Rival {
  readonly name: string;
  /** The highest priority its messages had. */
  readonly priority: number;
  /** Its messages held, and skipped, because of the other. */
  readonly held: number;
  readonly skipped: number;
}

/**
 * What would help two sequences or broadcasts that want the same people: sentences, the most useful first. Empty when
 * neither ever stood in the other's way.
 */
export function collisionAdvice(a: Rival, b: Rival, inCommon: number): string[] {
  if (a.held + a.skipped + b.held + b.skipped === 0) return [];
  const advice: string[] = [];
  const [loser, winner] = cost(a) >= cost(b) ? [a, b] : [b, a];
  if (a.priority === b.priority) {
    advice.push(`Both have priority ${a.priority}: give the one that matters more a higher one, and it goes first.`);
  } else if (loser.priority > winner.priority) {
    advice.push(
      `${loser.name} has the higher priority (${loser.priority}) and still waits more: ${winner.name} is often out before it is due. Start it earlier.`,
    );
  } else {
    advice.push(
      `${winner.name} goes first by its priority (${winner.priority} over ${loser.priority}); raise that of ${loser.name} if it matters more.`,
    );
  }
  if (loser.skipped > 0) {
    advice.push(
      `${loser.skipped} of ${loser.name} ${loser.skipped === 1 ? "was" : "were"} skipped: start it some days later, or let its mails wait longer.`,
    );
  } else if (loser.held >= 10 || loser.held * 4 >= inCommon) {
    advice.push(`Start ${loser.name} a few days after ${winner.name}, or leave out those who are in it.`);
  }
  return advice;
}

/** A skip is lost for good, a hold only late. */
const cost = ({ held, skipped }: Rival): number => held + 4 * skipped;
