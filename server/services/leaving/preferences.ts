import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { type FrequencyPace, frequencyPaceSchema } from "@/core/attention/rule";
import { toDate, toEpochMs } from "@/core/instant";
import { toCivilDay, toIsoDate, zoneCalendar } from "@/core/schedule-zone";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { person } from "@/db/schema/person";
import { parseInput } from "@/server/services/errors";
import { chooseTopic, comeBack, leaveEverything, note, tellChosen } from "@/server/services/leaving/choices";
import { maskAddress } from "@/server/services/leaving/mask-address";
import { openDoor, type Recipient } from "@/server/services/leaving/open-door";
import { type Choices, readChoices } from "@/server/services/leaving/read-choices";

const HOUSE = "select postal_address from workspace_setting where workspace_id = $1";

export interface PreferenceCentre extends Omit<Choices, "pausedUntil"> {
  /** Civil day in the person's zone, `YYYY-MM-DD`; null: no pause. */
  readonly pausedUntil: string | null;
  /** The first civil day a pause may last until: tomorrow, in the person's zone. */
  readonly firstPauseDay: string;
  readonly company: string;
  /** Where a letter reaches the company. */
  readonly postalAddress: string | null;
  readonly address: string;
}

/** What the preference page shows. Null: not a link of ours. */
export function readPreferences(token: string): Promise<PreferenceCentre | null> {
  return openDoor("prefer", token, false, async (tx, who) => {
    const { pausedUntil, ...choices } = await readChoices(tx, who);
    const [house] = await queryRows<{ postal_address: string | null }>(tx, HOUSE, [who.workspaceId]);
    const calendar = zoneCalendar(who.zone);
    const isOver = pausedUntil === null || pausedUntil.getTime() <= who.now;
    return {
      ...choices,
      company: who.company,
      postalAddress: house?.postal_address ?? null,
      address: maskAddress(who.address),
      pausedUntil: isOver ? null : toIsoDate(calendar.dayOf(toEpochMs(pausedUntil))),
      firstPauseDay: toIsoDate(calendar.dayOf(who.now) + 1),
    };
  });
}

export const savePreferencesInput = z.object({
  /** Topics the page showed: what was added since is not switched off by a page that did not know it. */
  shown: z.array(z.string().max(64)).max(500),
  /** Those of them that are on. */
  on: z.array(z.string().max(64)).max(500),
  /** null: as often as there is something to say. */
  pace: frequencyPaceSchema.nullable(),
  /** Civil day in the person's zone, `YYYY-MM-DD`; null: no pause. What is no day, or past, changes no pause and loses nothing else. */
  pausedUntil: z.string().max(40).nullable(),
});

export interface SavedPreferences {
  /** The pause is as it was: what was given is no day that is still to come. */
  readonly badDate: boolean;
}

/**
 * Keeps what a person chose; it holds for mails already waiting. Everything off ends all marketing and sales, something on
 * again after that brings the person back. Null: not a link of ours.
 */
export async function savePreferences(
  token: string,
  input: z.input<typeof savePreferencesInput>,
): Promise<SavedPreferences | null> {
  const given = parseInput(savePreferencesInput, input);
  return openDoor("prefer", token, true, async (tx, who) => {
    const before = await readChoices(tx, who);
    const on = new Set(given.on);
    const shown = before.topics.filter(({ id }) => given.shown.includes(id));
    const comesBack = before.left && !before.closed && shown.some(({ id }) => on.has(id));
    if (comesBack) await comeBack(tx, who);
    for (const { id, on: wasOn } of before.left && !comesBack ? [] : shown) {
      // Whoever comes back says of each topic anew; before, all were off.
      if (comesBack || on.has(id) !== wasOn) await chooseTopic(tx, who, id, on.has(id) ? "in" : "out", "preferences");
    }
    const pause = readPause(given.pausedUntil, who);
    await choosePace(tx, who, before, { pace: given.pace, until: pause === "bad" ? before.pausedUntil : pause });
    await tellChosen(tx, who);
    return { badDate: pause === "bad" };
  });
}

/** All off: nothing but what they ordered or asked for. */
export async function stopAll(token: string): Promise<boolean> {
  const done = await openDoor("prefer", token, true, async (tx, who) => {
    await leaveEverything(tx, who, "preferences");
    await tellChosen(tx, who);
    return true;
  });
  return done === true;
}

/** The first instant of the day that was given; null: no pause. */
function readPause(given: string | null, who: Recipient): Date | null | "bad" {
  if (given === null) return null;
  if (!z.iso.date().safeParse(given).success) return "bad";
  const until = zoneCalendar(who.zone).startOf(toCivilDay(given));
  return until > who.now ? toDate(until) : "bad";
}

async function choosePace(
  tx: Tx,
  who: Recipient,
  before: Choices,
  { pace, until }: { readonly pace: FrequencyPace | null; readonly until: Date | null },
): Promise<void> {
  if (pace === before.pace && until?.getTime() === before.pausedUntil?.getTime()) return;
  await tx
    .update(person)
    .set({ frequency: pace, frequencyPausedUntil: until, frequencyChosenAt: toDate(who.now) })
    .where(and(eq(person.workspaceId, who.workspaceId), eq(person.id, who.personId)));
  await note(tx, who, "preference.frequency", { pace, pausedUntil: until?.toISOString() ?? null });
}
