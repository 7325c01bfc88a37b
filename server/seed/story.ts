import { addMs, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, toDate, toEpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { stableFraction, stableHash } from "@/core/stable-hash";
import type { Agenda } from "@/server/seed/agenda";
import { demoNow } from "@/server/seed/clock";
import type { Guest } from "@/server/seed/contacts";
import { as, asSystem, type House, type ProductKey } from "@/server/seed/house";
import type { SequenceKey } from "@/server/seed/publish";
import { NEWS_TAG } from "@/server/seed/sequences/product-news";
import { SPRING_TAG } from "@/server/seed/sequences/spring-offer";
import { TRIAL_STARTED } from "@/server/seed/sequences/trial-nurture";
import { PAPER_FORM } from "@/server/seed/sequences/white-paper";
import { tagContacts } from "@/server/services/contacts/change-many";
import { leaveAlone } from "@/server/services/contacts/leave-alone";
import { FORM_EVENT } from "@/server/services/enrollments/enter-by-signals";
import { recordEvents } from "@/server/services/events/record";
import { setFrequency, setTopicChoice } from "@/server/services/preferences/manage";
import { setProductFact } from "@/server/services/product-facts/write";
import { pauseSequence } from "@/server/services/sequences/manage";
import { addSuppression } from "@/server/services/suppressions/manage";
import { logTouch } from "@/server/services/touches/log-touch";

export const DAYS = 16;

interface Story {
  readonly house: House;
  readonly guests: readonly Guest[];
  readonly sequences: Readonly<Record<SequenceKey, string>>;
  readonly agenda: Agenda;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Puts on the agenda what people and colleagues did in these days. What follows from it is not written here: it happens. */
export function tellStory(story: Story): void {
  const { guests } = story;
  const web = guests.filter(({ origin }) => origin === "website");
  const near = guests.filter(({ hamburg, origin }) => hamburg && origin !== "network");
  const wanted = web.filter(({ hamburg }) => hamburg).slice(0, 18);
  const isWanted = new Set(wanted.map(({ email }) => email));
  firstWishes(story);
  trials(story, web.filter(({ email }) => !isWanted.has(email)).slice(0, 44));
  subscribers(
    story,
    guests.filter(({ email }) => !isWanted.has(email) && stableFraction(`news ${email}`) < 0.24),
  );
  readers(
    story,
    guests.filter(
      ({ email, origin }) => !isWanted.has(email) && origin !== "customer" && stableFraction(`paper ${email}`) < 0.26,
    ),
  );
  invited(
    story,
    near.filter(({ email }) => !isWanted.has(email)),
  );
  // Four mails within eight hours, if nobody stopped them: once a week ago, once today.
  everybodyWants(story, wanted.slice(0, 10), workMorning(story, -6));
  everybodyWants(story, wanted.slice(10), addMs(story.end, -9 * HOUR_MS));
  laterWishes(story);
}

/** Somebody of the website's doing comes in by the API, with the website's own id. */
const record = (house: House, events: Parameters<typeof recordEvents>[0]["input"]) =>
  recordEvents({ ctx: asSystem(house, "website"), input: events });

const startTrial = (house: House, { email }: Guest) =>
  record(house, [
    {
      type: "event",
      name: TRIAL_STARTED,
      id: `trial ${email}`,
      contact: { email, tags: ["trial"], attributes: { plan: "trial" } },
    },
  ]);

const askPaper = (house: House, { email }: Guest) =>
  record(house, [
    { type: "event", name: FORM_EVENT, id: `paper ${email}`, contact: { email }, data: { formId: PAPER_FORM } },
  ]);

const buy = (house: House, { email }: Guest, product: ProductKey, amount: number) =>
  record(house, [
    {
      type: "purchase",
      products: [product],
      amount,
      currency: "EUR",
      id: `order ${product} ${email}`,
      contact: { email, tags: ["customer"], attributes: { plan: product } },
    },
  ]);

const tag = (house: House, who: "jonas" | "lena", people: readonly Guest[], name: string) =>
  tagContacts({ ctx: as(house, who), input: { ids: people.map(({ contactId }) => contactId), tag: name } });

/** An instant within a working day near `day`, 8 to 17 in Berlin, by the person. */
function officeHour({ start, end }: Story, what: string): EpochMs {
  const day = stableFraction(`day ${what}`) * (DAYS - 0.1);
  const calendar = zoneCalendar("Europe/Berlin");
  const civil = calendar.dayOf(addMs(start, day * DAY_MS));
  const minute = 8 * 60 + Math.floor(stableFraction(`minute ${what}`) * 9 * 60);
  const at = addMs(calendar.startOf(civil), minute * MINUTE_MS + (stableHash(`second ${what}`) % 60) * 1_000);
  return toEpochMs(Math.min(Math.max(at, start + HOUR_MS), end - 20 * MINUTE_MS));
}

/** Nine in the morning in Berlin, so many days from the end, on a day that is neither Saturday nor Sunday. */
function workMorning({ end }: Story, days: number): EpochMs {
  const calendar = zoneCalendar("Europe/Berlin");
  for (let day = calendar.dayOf(addMs(end, days * DAY_MS)); ; day -= 1) {
    const at = addMs(calendar.startOf(day), 9 * HOUR_MS);
    const weekday = toDate(at).getUTCDay(); // 9:00 in Berlin is the same day in UTC
    if (weekday !== 0 && weekday !== 6) return at;
  }
}

function trials(story: Story, people: readonly Guest[]): void {
  const { house, agenda, end } = story;
  for (const one of people) {
    const at = officeHour(story, `trial ${one.email}`);
    agenda.add(at, () => startTrial(house, one));
    if (stableFraction(`keen ${one.email}`) < 0.62) continue;
    const bought = addMs(at, (2 + 7 * stableFraction(`buys ${one.email}`)) * DAY_MS);
    if (bought < end) agenda.add(bought, () => buy(house, one, "plan", 490));
  }
}

function subscribers(story: Story, people: readonly Guest[]): void {
  for (const one of people)
    story.agenda.add(officeHour(story, `news ${one.email}`), () => tag(story.house, "jonas", [one], NEWS_TAG));
}

function readers(story: Story, people: readonly Guest[]): void {
  for (const one of people) story.agenda.add(officeHour(story, `paper ${one.email}`), () => askPaper(story.house, one));
}

/** The shop invites in two waves; a few of them had bought before anybody asked. */
function invited(story: Story, people: readonly Guest[]): void {
  const { house, agenda, start, end } = story;
  const first = people.slice(0, 28);
  const second = people.slice(28, 46);
  // Some read the news too, which invite to the same open day.
  agenda.add(addMs(start, 3 * HOUR_MS), () => tag(house, "jonas", first.slice(16, 24), NEWS_TAG));
  for (const one of first.slice(0, 4)) {
    agenda.add(addMs(start, 2 * HOUR_MS), () => buy(house, one, "site", 1_900));
  }
  agenda.add(workMorning(story, -9), () => tag(house, "lena", first, SPRING_TAG));
  agenda.add(addMs(workMorning(story, -2), 90 * MINUTE_MS), () => tag(house, "lena", second, SPRING_TAG));
  for (const one of first.slice(4)) {
    const at = addMs(workMorning(story, -9), (1 + 6 * stableFraction(`site ${one.email}`)) * DAY_MS);
    if (stableFraction(`keen ${one.email}`) > 0.75 && at < end) agenda.add(at, () => buy(house, one, "site", 1_900));
  }
}

/** Four teams' wishes for the same people on one day. */
function everybodyWants(story: Story, people: readonly Guest[], at: EpochMs): void {
  const { house, agenda } = story;
  people.forEach((one, index) => {
    agenda.add(addMs(at, (4 + 3 * index) * MINUTE_MS), () => startTrial(house, one));
    agenda.add(addMs(at, 2 * HOUR_MS + 5 * index * MINUTE_MS), () => askPaper(house, one));
    agenda.add(addMs(at, 5 * HOUR_MS + 4 * index * MINUTE_MS), () => tag(house, "jonas", [one], NEWS_TAG));
  });
  agenda.add(addMs(at, 75 * MINUTE_MS), () => tag(house, "lena", people, SPRING_TAG));
}

/** What was known before the first mail went out. */
function firstWishes(story: Story): void {
  const { house, guests, agenda, start } = story;
  const { at, among } = chosen(guests);
  const early = addMs(start, 30 * MINUTE_MS);
  agenda.add(early, async () => {
    const ctx = as(house, "sofia");
    const never = among("suppressed", 3);
    // They had subscribed before they called: the news find the door shut.
    agenda.add(addMs(start, 6 * DAY_MS), () => tag(house, "jonas", never, NEWS_TAG));
    for (const { email } of never) {
      await addSuppression({
        ctx,
        input: { email, scope: "all", reason: "Asked us on the phone never to write again" },
      });
    }
    const choices = { ctx, house };
    await optOut(choices, at("opted out of offers"), "offers");
    await optOut(choices, at("opted out of news"), "news");
    await optOut(choices, at("opted out of getting started"), "start");
    await setFrequency({ ctx, input: { contactId: at("weekly").contactId, pace: "weekly" } });
    await setFrequency({ ctx, input: { contactId: at("monthly").contactId, pace: "monthly" } });
    for (const { contactId } of among("other tool", 4)) {
      const input = { contactId, productId: house.products.plan, fact: "has_competing" as const };
      await setProductFact({ ctx: as(house, "tom"), input });
    }
  });
}

const optOut = (
  { ctx, house }: { ctx: ReturnType<typeof as>; house: House },
  { contactId }: Guest,
  topic: "offers" | "news" | "start",
) => setTopicChoice({ ctx, input: { contactId, topicId: house.topics[topic], choice: "out" } });

/** What came up on the way. */
function laterWishes(story: Story): void {
  const { house, guests, sequences, agenda, end } = story;
  const { at, among } = chosen(guests);
  agenda.add(addMs(end, -5 * DAY_MS), async () => {
    const until = (days: number) => toDate(addMs(demoNow(), days * DAY_MS));
    await leaveAlone({
      ctx: as(house, "maya"),
      input: {
        contactId: at("left alone").contactId,
        until: until(19),
        reason: "Signing a frame contract: nothing before it is signed",
      },
    });
    await leaveAlone({
      ctx: as(house, "ana"),
      input: {
        contactId: at("company left alone").contactId,
        until: until(12),
        reason: "An accident on their site: we wait until they call",
        wholeCompany: true,
      },
    });
    await setFrequency({
      ctx: as(house, "sofia"),
      input: { contactId: at("pause").contactId, pace: null, pausedUntil: until(20) },
    });
  });
  agenda.add(addMs(end, -27 * HOUR_MS), () =>
    logTouch({
      ctx: as(house, "tom"),
      input: {
        contactId: at("hand-written").contactId,
        source: "hand",
        channel: "email",
        subject: "The drawings you asked for on the phone",
      },
    }),
  );
  for (const { contactId } of among("called", 3)) {
    agenda.add(addMs(end, -20 * HOUR_MS), () =>
      logTouch({
        ctx: as(house, "maya"),
        input: { contactId, subject: "Asked about seats; wants to hear from us after the weekend" },
      }),
    );
  }
  agenda.add(workMorning(story, -3), () =>
    pauseSequence({
      ctx: as(house, "maya"),
      input: { id: sequences.renewal, clock: "stands", reason: "New prices from January: texts have to change first" },
    }),
  );
}

/** Picks the same people for a part in every demo; among those who are written to. */
function chosen(guests: readonly Guest[]) {
  // Not those near the shop: a whole company of them would be left alone.
  const web = guests.filter(({ origin, hamburg }) => origin === "website" && !hamburg);
  const among = (part: string, count: number): Guest[] =>
    [...web].sort((a, b) => stableHash(`${part} ${a.email}`) - stableHash(`${part} ${b.email}`)).slice(0, count);
  const at = (part: string): Guest => {
    const [one] = among(part, 1);
    if (!one) throw new Error("nobody for the part");
    return one;
  };
  return { at, among };
}
