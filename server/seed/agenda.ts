import type { EpochMs } from "@/core/instant";

/** Something that happens in the demo's past because a person, not a program, does it. */
export interface Happening {
  readonly at: EpochMs;
  act(): Promise<void>;
}

export interface Agenda {
  add(at: EpochMs, act: () => Promise<unknown>): void;
  peek(): Happening | undefined;
  /** The next one, unless it is after `until`. */
  take(until: number): Happening | undefined;
}

/** Happenings by their instant; those of one instant in the order they were added. */
export function createAgenda(): Agenda {
  const list: Happening[] = [];
  return {
    add(at, act) {
      const found = list.findIndex((one) => one.at > at);
      const happening: Happening = {
        at,
        async act() {
          await act();
        },
      };
      list.splice(found < 0 ? list.length : found, 0, happening);
    },
    peek: () => list[0],
    take: (until) => ((list[0]?.at ?? Number.POSITIVE_INFINITY) <= until ? list.shift() : undefined),
  };
}
