/**
 * A few strings looked for among many, each with the place it was added at: nearly all others are told apart by their last two
 * letters, without comparing.
 */
export class Sieve {
  readonly strings: string[] = [];
  private readonly endings: number[] = [];
  /** A bit for each last letter, and each last but one. */
  private lasts = 0;
  private befores = 0;

  /** Gives its place. */
  add(text: string): number {
    const known = this.placeOf(text);
    if (known >= 0) return known;
    const [last, before] = [lastOf(text), beforeOf(text)];
    this.lasts |= 1 << last;
    this.befores |= 1 << before;
    this.endings.push(endingOf(last, before));
    return this.strings.push(text) - 1;
  }

  has(text: string | null): boolean {
    return this.placeOf(text) >= 0;
  }

  /** Below 0: it was not added. */
  placeOf(text: string | null): number {
    const { strings, endings, lasts, befores } = this;
    if (lasts === 0 || text === null) return -1;
    const last = lastOf(text);
    const before = beforeOf(text);
    // one question, not two: the answer to each alone is a toss-up, to both together nearly always no
    if (((lasts >>> last) & (befores >>> before) & 1) === 0) return -1;
    const ending = endingOf(last, before);
    for (let place = 0; place < strings.length; place += 1) {
      if (endings[place] === ending && strings[place] === text) return place;
    }
    return -1;
  }
}

const lastOf = (text: string): number => (text.length < 1 ? 0 : text.charCodeAt(text.length - 1));
const beforeOf = (text: string): number => (text.length < 2 ? 0 : text.charCodeAt(text.length - 2));
const endingOf = (last: number, before: number): number => (before << 16) | last;
