/**
 * A few strings looked for among many, each with the place it was added at: nearly all others are told apart by length and last
 * letters, without comparing.
 */
export class Sieve {
  readonly strings: string[] = [];
  private readonly marks: number[] = [];
  private mask = 0;

  /** Gives its place. */
  add(text: string): number {
    const known = this.placeOf(text);
    if (known >= 0) return known;
    const mark = markOf(text);
    this.mask |= 1 << mark;
    this.marks.push(mark);
    return this.strings.push(text) - 1;
  }

  has(text: string | null): boolean {
    return this.placeOf(text) >= 0;
  }

  /** Below 0: it was not added. */
  placeOf(text: string | null): number {
    if (this.mask === 0 || text === null) return -1;
    const mark = markOf(text);
    if ((this.mask & (1 << mark)) === 0) return -1;
    const { strings, marks } = this;
    for (let place = 0; place < marks.length; place += 1) {
      if (marks[place] === mark && strings[place] === text) return place;
    }
    return -1;
  }
}

function markOf(text: string): number {
  const { length } = text;
  return length < 2 ? 0 : (text.charCodeAt(length - 1) + 5 * text.charCodeAt(length - 2) + length) & 31;
}
