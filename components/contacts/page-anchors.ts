/** How a page is asked for: from the row after a cursor, so many rows on. */
export interface PageStart {
  readonly cursor?: string;
  readonly offset: number;
}

/** Where the pages of a long list begin, as far as they were seen. */
export class PageAnchors {
  /** By page: the cursor of the last row before it. */
  readonly #cursors = new Map<number, string>();
  /** What a page was asked by; it stays so while the page that leads to it ends with the same row. */
  readonly #asked = new Map<
    number,
    { readonly from: number; readonly cursor: string | null; readonly start: PageStart }
  >();

  constructor(readonly size: number) {}

  /** A page has come; after it the next begins. */
  note(page: number, nextCursor: string | null): void {
    if (nextCursor === null) this.#cursors.delete(page + 1);
    else this.#cursors.set(page + 1, nextCursor);
  }

  inputOf(page: number): PageStart {
    const known = this.#asked.get(page);
    if (known !== undefined && (this.#cursors.get(known.from) ?? null) === known.cursor) return known.start;
    let from = page;
    while (from > 0 && !this.#cursors.has(from)) from -= 1;
    const cursor = this.#cursors.get(from) ?? null;
    const start: PageStart = {
      ...(cursor === null ? {} : { cursor }),
      offset: (page - from) * this.size,
    };
    this.#asked.set(page, { from, cursor, start });
    return start;
  }
}
