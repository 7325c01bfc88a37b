/** What functions under test write down, in order. Waiting for an entry wakes with the entry itself: nothing here sleeps. */
export class Journal {
  readonly entries: string[] = [];
  private readonly watchers = new Set<() => void>();

  readonly note = (entry: string): void => {
    this.entries.push(entry);
    for (const look of [...this.watchers]) look();
  };

  count(entry: string): number {
    return this.entries.filter((known) => known === entry).length;
  }

  /** Entries that begin with `prefix`, in order. */
  of(prefix: string): string[] {
    return this.entries.filter((entry) => entry.startsWith(prefix));
  }

  /** Resolves when the entry has been made (so many times). */
  seen(entry: string, times = 1): Promise<void> {
    return this.until(() => this.count(entry) >= times);
  }

  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }
}
