import type { Briefing } from "@/core/briefing";

export const LAUNCH_DAYS = 30;
const DAY_MS = 86_400_000;

/** Something that starts: a sequence to be published, or a broadcast to go out. `startsAt` is epoch milliseconds, workspace time. */
export interface Launch {
  /** `seq_…` or `brd_…` */
  readonly ref: string;
  readonly name: string;
  readonly kind: "sequence" | "broadcast";
  readonly teamId: string | null;
  readonly startsAt: number;
  /** One per mail: what it is called, and what support is to know. */
  readonly briefings: readonly { readonly subject: string; readonly briefing: Briefing }[];
}

/** A launch moved to another day is another launch to whoever has seen it. */
export const launchKey = ({ ref, startsAt }: Pick<Launch, "ref" | "startsAt">): string =>
  `${ref} ${new Date(startsAt).toISOString()}`;

/** Those of the next 30 days, soonest first; one that began within the last day is still news. */
export const comingLaunches = <T extends Pick<Launch, "startsAt" | "ref">>(launches: readonly T[], now: number): T[] =>
  launches
    .filter(({ startsAt }) => startsAt > now - DAY_MS && startsAt <= now + LAUNCH_DAYS * DAY_MS)
    .sort((a, b) => a.startsAt - b.startsAt || (a.ref < b.ref ? -1 : 1));

/** Those support is told of now: they start within a day and have not begun. Telling twice is the notification's key to prevent. */
export const launchesToTell = <T extends Pick<Launch, "startsAt" | "ref">>(launches: readonly T[], now: number): T[] =>
  comingLaunches(launches, now).filter(({ startsAt }) => startsAt > now && startsAt <= now + DAY_MS);
