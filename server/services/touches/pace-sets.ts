/** What a set should take. */
const AIM_MS = 50;
/** What a transaction costs whoever is in it is some 10 ms: shared by fewer it would be most of the work, and all would wait longer. */
const LEAST = 8;
/** Where one message waits for each, so many people are as quick as `LEAST` for each of whom several wait. */
const LEAST_MESSAGES = 24;
/** People whose rows are in memory at one time, at most. */
export const MOST_PEOPLE = 50;

/** How many people a transaction should take, learnt from how long the last ones took. */
export interface SetPace {
  size(): number;
  note(set: DecidedCount): void;
}

export interface DecidedCount {
  readonly people: number;
  readonly messages: number;
  readonly ms: number;
}

/**
 * A set that took much longer than it should halves the next one at once, one with a quarter of its time to spare makes the
 * next one larger by one. A set that was small because few people were left says nothing when it was quick.
 */
export function paceSets({
  aimMs = AIM_MS,
  least = LEAST,
  leastMessages = LEAST_MESSAGES,
  most = MOST_PEOPLE,
} = {}): SetPace {
  let size = least;
  let each = leastMessages / least; // messages a person, of the last set
  const smallest = () => Math.min(most, Math.max(least, Math.ceil(leastMessages / Math.max(1, each))));
  const shrink = (to: number) => {
    size = Math.min(size, to);
  };
  return {
    size: () => Math.max(size, smallest()),
    note({ people, messages, ms }) {
      if (people === 0) return;
      each = messages / people;
      const taken = Math.max(size, smallest());
      if (ms > aimMs * 1.5) shrink(Math.max(least, Math.floor(people / 2)));
      else if (ms > aimMs) shrink(Math.max(least, people - 1));
      else if (people === taken && ms <= aimMs * 0.75) size = Math.min(most, taken + 1);
    },
  };
}
