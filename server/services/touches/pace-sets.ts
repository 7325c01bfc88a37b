/** What a set should take. */
const AIM_MS = 50;
/** What a transaction costs whoever is in it is some 10 ms: shared by fewer it would be most of the work, and all would wait longer. */
const LEAST = 8;
/** People whose rows are in memory at one time, at most. */
export const MOST_PEOPLE = 50;

/** How many people a transaction should take, learnt from how long the last ones took. */
export interface SetPace {
  size(): number;
  note(set: { readonly people: number; readonly ms: number }): void;
}

/**
 * A set that took much longer than it should halves the next one at once, one with a quarter of its time to spare makes the
 * next one larger by one. A set that was small because few people were left says nothing when it was quick.
 */
export function paceSets({ aimMs = AIM_MS, least = LEAST, most = MOST_PEOPLE } = {}): SetPace {
  let size = least;
  const shrink = (to: number) => {
    size = Math.max(least, Math.min(size, to));
  };
  return {
    size: () => size,
    note({ people, ms }) {
      if (people === 0) return;
      if (ms > aimMs * 1.5) shrink(Math.floor(people / 2));
      else if (ms > aimMs) shrink(people - 1);
      else if (people === size && ms <= aimMs * 0.75) size = Math.min(most, size + 1);
    },
  };
}
