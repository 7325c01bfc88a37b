// An independent referee: replays SEMANTICS §1 minute by minute and counts by looking at every touch every time. It shares
// no code with the governor, only the shapes of its input. Slow on purpose; all instants must be whole minutes.

import { addMs } from "@/core/instant";
import type { PersonFacts } from "../facts";
import type { CapRule, TouchFilter } from "../rule";
import type { LedgerTouch, TouchTraits, WaitingTouch } from "../touch";
import { firstShowing, wallAt } from "./referee-clock";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Something that has left, or is taken to leave, at an instant. */
export interface Left {
  readonly touch: TouchTraits;
  readonly at: number;
}

export type Ruling =
  | { readonly kind: "goes"; readonly at: number }
  | { readonly kind: "skipped"; readonly at: number; readonly why: string }
  | { readonly kind: "none" };

export interface RefereeOptions {
  /** Length of a tick; all instants of the input must be multiples of it. */
  readonly tickMs: number;
  /** How far each touch is followed. */
  readonly horizonMs: number;
}

/** What must come out for each touch that is due, and for each rival, by id. */
export function referee(
  facts: PersonFacts,
  ledger: readonly LedgerTouch[],
  touches: readonly WaitingTouch[],
  rules: readonly CapRule[],
  now: number,
  { tickMs, horizonMs }: RefereeOptions,
): Map<string, Ruling> {
  const rulings = new Map<string, Ruling>();
  const leaving: (Left & { readonly touch: WaitingTouch })[] = [];
  const history: Left[] = ledger.map((touch) => ({ touch, at: touch.at }));
  for (const drawn of inTurn(touches, now)) {
    let ruling: Ruling = { kind: "none" };
    const touch = behindThatOne(drawn, touches, rulings);
    if (touch === null) {
      rulings.set(drawn.id, ruling);
      continue;
    }
    const start = Math.max(now, touch.dueAt);
    const known = [...history, ...leaving];
    for (let t = start; t <= start + horizonMs; t += tickMs) {
      const seen = known.filter((left) => left.at <= t);
      const world = { facts, ledger, rules, now, first: start };
      const word = judgeAt(world, touch, seen, t);
      if (word === "wait") continue;
      const couldGo = word === "go" || word === "at_cap";
      if (couldGo && touch.override === null && delaysBetter(leaving, touch, t, world, history)) continue;
      if (word !== "go") {
        ruling = { kind: "skipped", at: t, why: word };
        break;
      }
      ruling = { kind: "goes", at: t };
      break;
    }
    rulings.set(touch.id, ruling);
    const lifeEnds = lifeOf(touch, { facts, ledger, rules, now, first: start }, [...history, ...leaving], start);
    if (ruling.kind === "goes" && ruling.at <= lifeEnds) leaving.push({ touch, at: ruling.at });
  }
  return rulings;
}

interface World {
  readonly facts: PersonFacts;
  readonly ledger: readonly LedgerTouch[];
  readonly rules: readonly CapRule[];
  readonly now: number;
  /** Where the replay of this touch began. */
  readonly first: number;
}

/** Those that can fall due within a day, best first; each that follows another one right behind it. */
function inTurn(touches: readonly WaitingTouch[], now: number): WaitingTouch[] {
  const leaderOf = (touch: WaitingTouch) => touches.find((other) => other.id === touch.follows?.touchId);
  const earliest = (touch: WaitingTouch): number => {
    const leader = leaderOf(touch);
    const behind = leader === undefined ? 0 : earliest(leader) + (touch.follows?.delayMs ?? 0);
    return Math.max(now, touch.dueAt, behind);
  };
  const left = touches.filter((touch) => earliest(touch) <= now + DAY).sort(better);
  const lined: WaitingTouch[] = [];
  const line = (touch: WaitingTouch) => {
    lined.push(touch);
    for (const next of left) if (leaderOf(next) === touch) line(next);
  };
  for (const touch of left) if (leaderOf(touch) === undefined) line(touch);
  return lined;
}

/** As it stands once the one it follows has left, or was skipped; null while nobody knows when that will be. */
function behindThatOne(
  touch: WaitingTouch,
  touches: readonly WaitingTouch[],
  rulings: ReadonlyMap<string, Ruling>,
): WaitingTouch | null {
  const { follows } = touch;
  if (follows === null || !touches.some((other) => other.id === follows.touchId)) return touch;
  const before = rulings.get(follows.touchId) ?? { kind: "none" };
  if (before.kind === "none") return null;
  const late = Math.max(0, before.at + follows.delayMs - touch.dueAt);
  return { ...touch, dueAt: addMs(touch.dueAt, late), deadlineAt: addMs(touch.deadlineAt, late) };
}

function better(a: WaitingTouch, b: WaitingTouch): number {
  const left = [a.override === null ? 1 : 0, -a.priority, a.deadlineAt, a.dueAt, a.sequenceCreatedAt];
  const right = [b.override === null ? 1 : 0, -b.priority, b.deadlineAt, b.dueAt, b.sequenceCreatedAt];
  for (let n = 0; n < left.length; n += 1) {
    const difference = (left[n] ?? 0) - (right[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : 1;
}

/** Would one of those that go first find itself refused at its instant, if `touch` left at `t`? */
function delaysBetter(
  leaving: readonly (Left & { readonly touch: WaitingTouch })[],
  touch: WaitingTouch,
  t: number,
  world: World,
  history: readonly Left[],
): boolean {
  return leaving.some((one, index) => {
    if (one.at <= t) return false;
    // those after it in the order are not there yet when it leaves at the same instant
    const others = leaving.filter(
      (other, n) => n !== index && (other.at < one.at || (other.at === one.at && n < index)),
    );
    const past = history.filter((left) => left.at <= one.at);
    const theirs = { ...world, first: Math.max(world.now, one.touch.dueAt) };
    return judgeAt(theirs, one.touch, [...past, ...others, { touch, at: t }], one.at) !== "go";
  });
}

/** One look at one instant, in the order of the checks: "go", "wait", or the reason of a skip. */
function judgeAt(world: World, touch: WaitingTouch, seen: readonly Left[], t: number): string {
  const { facts, rules } = world;
  const asks = asksFor(touch);
  const hits = facts.suppressions.filter(({ contactId }) => contactId === null || contactId === touch.contactId);
  if (hits.some((entry) => entry.scope === "all" || asks)) return "suppressed";
  if (asks && touch.archivedAt !== null) return "archived";
  if (asks && basisAt(facts, touch.topicId) === "none") return "no_consent";
  if (asks && facts.optOuts.some((out) => out.topicId === null || out.topicId === touch.topicId)) return "opted_out";
  const free = touch.override !== null;
  if (asks && !free && facts.leaveAlone.some((wish) => wish.until > t)) return "wait";
  if (asks && !free && inConversation(world, touch)) return "wait";
  if (asks && facts.products.some((known) => touch.promotes.includes(known.productId))) return "product";
  const repeated = repeats(touch, seen, t);
  if (repeated) return touch.repeat.kind === "after" ? "wait" : "repeat";
  if (!free && touch.class === "marketing" && touch.topicId !== null && isCold(world, touch.topicId)) {
    const recent = seen.filter(
      (left) =>
        left.touch.counts &&
        left.touch.class === "marketing" &&
        left.touch.topicId === touch.topicId &&
        left.at > t - 30 * DAY,
    );
    if (recent.length >= 1) return "wait";
  }
  if (facts.pauses.some((pause) => isPaused(pause, touch))) return "wait";
  for (const sender of facts.senders) {
    if (sender.id !== touch.senderId) continue;
    if (sender.archivedAt !== null || sender.breaker !== null) return "wait";
    const limit = sender.limit;
    if (
      touch.source !== "hand" &&
      limit !== null &&
      limit.used >= limit.max &&
      (limit.freesAt === null || limit.freesAt > t)
    )
      return "wait";
  }
  if (asks && (facts.choice?.pausedUntil ?? 0) > t) return "wait";
  let [full, skips] = [false, false];
  if (asks && ownChoiceFull(world, seen, t)) {
    if (touch.atCap === "skip") skips = true;
    else full = true;
  }
  if (touch.obeys && !free) {
    for (const rule of rules) {
      if (isLetPast(facts, rule, touch) || !isFull(world, rule, touch, seen, t)) continue;
      if ((touch.atCap === "rule" ? rule.atCap : touch.atCap) === "skip") skips = true;
      else full = true;
    }
  }
  if (full || !(free || isOpenAt(world, touch, t))) return "wait";
  return skips ? "at_cap" : "go";
}

/** Transactional mail and what a person writes by hand ask nobody. */
const asksFor = (touch: TouchTraits): boolean => touch.class !== "transactional" && touch.source !== "hand";

/** A member's word that this need not obey the rule. */
const isLetPast = (facts: PersonFacts, rule: CapRule, touch: TouchTraits): boolean =>
  facts.exemptions.some(({ ruleId, of }) => {
    if (ruleId !== rule.id || touch.source !== of.by) return false;
    return of.by === "api" ? touch.class === of.class : touch.sequenceId === of.id;
  });

/** What was recorded last of all that speaks of this topic; where nothing was, what names it. */
function basisAt({ consent, consents }: PersonFacts, topicId: string | null): string {
  const said = [consent, ...(topicId === null ? [] : [consents[topicId] ?? []]).flat()];
  const last = Math.max(...said.map((one) => one.ordinal));
  return said.filter((one) => one.ordinal === last).at(-1)?.basis ?? consent.basis;
}

function inConversation({ facts, first }: World, touch: WaitingTouch): boolean {
  return facts.exchanges.some(
    (exchange) =>
      exchange.lastAt <= first &&
      first < exchange.lastAt + 7 * DAY &&
      !(touch.class === "sales" && exchange.memberId === touch.memberId) &&
      !(touch.answersReplyId !== null && exchange.replyId === touch.answersReplyId),
  );
}

function isPaused(pause: PersonFacts["pauses"][number], touch: WaitingTouch): boolean {
  if (pause.what === "workspace") return true;
  return (pause.what === "team" ? touch.teamId : touch.sequenceId) === pause.id;
}

function repeats(touch: WaitingTouch, seen: readonly Left[], t: number): boolean {
  const policy = touch.repeat;
  if (policy.kind === "always") return false;
  const days = policy.kind === "after" ? policy.days : 180;
  return seen.some(({ touch: other, at }) => {
    if (t - at >= days * DAY) return false;
    const family = touch.familyId !== null && other.familyId === touch.familyId;
    if (policy.kind === "once_per_key") {
      return family && touch.correlationKey !== null && other.correlationKey === touch.correlationKey;
    }
    return family || (touch.bodyHash !== null && other.bodyHash === touch.bodyHash);
  });
}

function isCold({ facts, ledger, now }: World, topicId: string): boolean {
  const own = ledger.filter((touch) => touch.topicId === topicId);
  const resets = facts.interestResets.filter((reset) => reset.topicId === topicId && reset.at <= now);
  const signs = [
    ...own.map((touch) => touch.interestAt ?? 0),
    ...facts.signs.filter((sign) => sign.topicId === topicId && sign.at <= now).map((sign) => sign.at),
  ];
  const reset = Math.max(0, ...resets.map((entry) => entry.at));
  const sign = Math.max(0, ...signs);
  if (sign > reset && now - sign < 90 * DAY) return false;
  const since = Math.max(reset, sign, ...own.map((touch) => touch.reactedAt ?? 0));
  const ignored = own.filter((touch) => touch.state === "accepted" && touch.at > since).map((touch) => touch.at);
  return ignored.length >= 5 && Math.max(...ignored) - Math.min(...ignored) >= 30 * DAY;
}

function ownChoiceFull({ facts }: World, seen: readonly Left[], t: number): boolean {
  const pace = facts.choice?.pace ?? null;
  if (pace === null) return false;
  const [max, days] = { daily: [1, 1], weekly: [1, 7], twice_a_month: [2, 30], monthly: [1, 30] }[pace] ?? [1, 1];
  return seen.filter((left) => left.touch.counts && left.at > t - (days ?? 1) * DAY).length >= (max ?? 1);
}

/** Whether the rule says no to this touch at `t`. */
export function isFull(
  world: Pick<World, "facts">,
  rule: CapRule,
  touch: TouchTraits,
  seen: readonly Left[],
  t: number,
): boolean {
  const bucket = bucketOf(rule, touch);
  if (bucket === null) return false;
  const zone = world.facts.zone.id;
  const filling =
    rule.scope.kind === "company"
      ? (world.facts.company.find((use) => use.ruleId === rule.id)?.others ?? [])
          .map((other) => other.lastAt as number)
          .filter((at) => at <= t)
      : seen
          .filter((left) => left.touch.counts && fits(rule.counts, left.touch) && valueIn(rule, left.touch) === bucket)
          .map((left) => left.at);
  if (rule.minGapMs !== null && filling.some((at) => t - at < (rule.minGapMs ?? 0))) return true;
  if (rule.max === null || rule.window === null) return false;
  const window = rule.window;
  const counted = filling.filter((at) =>
    window.kind === "rolling" ? t - at < window.lengthMs : samePeriod(zone, window.period, at, t),
  );
  return counted.length >= rule.max;
}

function bucketOf(rule: CapRule, touch: TouchTraits): string | null {
  const { scope } = rule;
  const fixed =
    scope.kind === "everything" || scope.kind === "company" ? "all" : scope.kind === "class" ? scope.class : scope.id;
  const own = valueIn(rule, touch);
  if (rule.appliesTo !== null && !fits(rule.appliesTo, touch)) return null;
  if (fixed === null) return own;
  return rule.appliesTo !== null || own === fixed ? fixed : null;
}

function valueIn(rule: CapRule, touch: TouchTraits): string | null {
  const values = {
    everything: "all",
    company: "all",
    class: touch.class,
    topic: touch.topicId,
    team: touch.teamId,
    sender: touch.senderId,
    sequence: touch.sequenceId,
  };
  return values[rule.scope.kind];
}

function fits(filter: TouchFilter | null, touch: TouchTraits): boolean {
  if (filter === null) return true;
  const wanted: [readonly string[] | undefined, string | null][] = [
    [filter.classes, touch.class],
    [filter.channels, touch.channel],
    [filter.sources, touch.source],
    [filter.topicIds, touch.topicId],
    [filter.teamIds, touch.teamId],
  ];
  return wanted.every(([list, value]) => list === undefined || (value !== null && list.includes(value)));
}

function samePeriod(zone: string, period: "day" | "week" | "month", a: number, b: number): boolean {
  const [one, two] = [wallAt(zone, a), wallAt(zone, b)];
  if (period === "day") return one.date === two.date;
  if (period === "month") return one.date.slice(0, 7) === two.date.slice(0, 7);
  const monday = ({ date, weekday }: typeof one) => Date.parse(`${date}T00:00:00Z`) - weekday * DAY;
  return monday(one) === monday(two);
}

function lifeOf(touch: WaitingTouch, world: World, all: readonly Left[], start: number): number {
  const seen = all.filter((left) => left.at <= start);
  let ends: number = touch.deadlineAt;
  if (!touch.obeys || touch.override !== null) return ends;
  for (const rule of world.rules) {
    if (rule.shelfLifeMs !== null && !isLetPast(world.facts, rule, touch) && isFull(world, rule, touch, seen, start)) {
      ends = Math.min(ends, touch.dueAt + rule.shelfLifeMs);
    }
  }
  return ends;
}

/** Quiet hours: is the wall clock of this minute inside a window of the innermost level that speaks? */
export function isOpenAt({ facts }: Pick<World, "facts">, touch: WaitingTouch, t: number): boolean {
  const zone = facts.zone.id;
  const { workspace, topics, sequences } = facts.hours;
  const outer = [
    touch.sequenceId === null ? null : (sequences[touch.sequenceId] ?? null),
    touch.topicId === null ? null : (topics[touch.topicId] ?? null),
    workspace,
  ];
  const layers = (asksFor(touch) ? [touch.nodeHours, ...outer] : [touch.nodeHours]).flatMap((layer) => layer ?? []);
  const wall = wallAt(zone, t);
  const dated = layers
    .map((layer) => layer.dates.find((entry) => entry.date === wall.date))
    .find((entry) => entry !== undefined);
  const weekly = layers.map((layer) => layer.weekly).find((week) => week !== null);
  const windows = dated?.open ?? weekly?.[wall.weekday];
  if (windows === undefined) return true;
  return windows.some(({ fromMinute, toMinute }) => {
    const opens = firstShowing(zone, t, fromMinute);
    if (opens === undefined) return false;
    const closes = firstShowing(zone, t, toMinute) ?? Number.POSITIVE_INFINITY;
    // a window wholly inside the hour that is left out: it opens after it, for its own length
    const until = closes === opens ? opens + (toMinute - fromMinute) * MINUTE : closes;
    return opens <= t && t < until;
  });
}

/** A claim that broke a rule that held then, judged by the rows stored before it. */
export interface Violation {
  readonly touchId: string;
  readonly ruleId: string;
}

/** Looks at every claim in the order in which rows were stored, with the rules that held at that moment. */
export function violations(
  facts: PersonFacts,
  stored: readonly { readonly touch: TouchTraits; readonly at: number; readonly rules: readonly CapRule[] }[],
): Violation[] {
  return stored.flatMap(({ touch, at, rules }, index) => {
    if (!touch.obeys) return [];
    const before = stored.slice(0, index).filter((left) => left.at <= at);
    return rules
      .filter((rule) => !isLetPast(facts, rule, touch) && isFull({ facts }, rule, touch, before, at))
      .map((rule) => ({ touchId: touch.id, ruleId: rule.id }));
  });
}
