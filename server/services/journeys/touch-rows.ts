import type { Explanation, Forecast } from "@/core/attention/decision";
import { asidesInWords } from "@/core/attention/explain";
import { partsOfKey } from "@/core/effect";
import { toDate } from "@/core/instant";
import type { EnrollmentSource, JourneySource, TouchSource } from "@/server/services/journeys/load";
import { pausedInWords, pausedUntil } from "@/server/services/journeys/pause-words";
import { type JourneyRow, journeyRow } from "@/server/services/journeys/row";
import type { Speaker } from "@/server/services/journeys/speaker";
import { passageOf } from "@/server/services/journeys/visit-rows";

/** A row for each message, and one for each reason it was held for before it went. */
export function touchRows(
  source: JourneySource,
  speaker: Speaker,
  forecasts: ReadonlyMap<string, Forecast>,
): JourneyRow[] {
  const enrollments = new Map(source.enrollments.map((one) => [one.id, one]));
  const stamps = new Map(
    source.visits.map((visit) => [`${visit.enrollmentId}/${visit.nodeId}/${visit.number}`, visit.ordinal]),
  );
  return source.touches
    .filter((touch) => !wasOnlyPlanned(touch))
    .flatMap((touch) => {
      const place = placeOf(touch, enrollments, stamps);
      const row = underPause(rowOf(touch, place, speaker), touch, enrollments, speaker);
      const forecast = touch.state === "planned" ? forecasts.get(touch.id) : undefined;
      const holds = source.decisions.filter(({ touchId, decision }) => touchId === touch.id && decision === "hold");
      return [
        ...holdRows(holds, touch, place, speaker),
        forecast === undefined ? row : expected(row, forecast, touch, speaker),
      ];
    });
}

/** A plan that changed before its day came: nothing happened to anybody. */
const wasOnlyPlanned = ({ state, decidedAt, endedAt, dueAt }: TouchSource): boolean =>
  state === "withdrawn" && decidedAt === null && endedAt !== null && endedAt < dueAt;

/** What waits in a passage that was paused waits for that, and for no limit. */
function underPause(
  row: JourneyRow,
  touch: TouchSource,
  enrollments: ReadonlyMap<string, EnrollmentSource>,
  speaker: Speaker,
): JourneyRow {
  const enrollment = touch.enrollmentId === null ? undefined : enrollments.get(touch.enrollmentId);
  const reason = enrollment === undefined ? null : pausedInWords(enrollment, speaker);
  if (enrollment === undefined || reason === null || !WAITS.has(touch.state)) return row;
  const until = pausedUntil(enrollment);
  return {
    ...row,
    kind: "hold",
    tone: "amber",
    title: `Holding ${speaker.mail(touch)}`,
    reason,
    at: until,
    heldUntil: until,
    ruleId: null,
  };
}

const WAITS: ReadonlySet<string> = new Set(["waiting", "held"]);

/** A planned message as the governor's forward pass sees it. */
function expected(row: JourneyRow, forecast: Forecast, touch: TouchSource, speaker: Speaker): JourneyRow {
  return {
    ...row,
    at: forecast.at === null ? null : toDate(forecast.at),
    title: forecast.outcome === "skipped" ? `Will not send ${speaker.mail(touch)}` : row.title,
    reason: speaker.forecast(forecast, touch.dueAt),
  };
}

type Place = Partial<JourneyRow>;

function placeOf(
  touch: TouchSource,
  enrollments: ReadonlyMap<string, EnrollmentSource>,
  stamps: ReadonlyMap<string, number>,
): Place {
  const enrollment = touch.enrollmentId === null ? undefined : enrollments.get(touch.enrollmentId);
  const shared = { touchId: touch.id, touchState: touch.state };
  if (!enrollment) return shared;
  const step = touch.nodeId === null ? null : (enrollment.graph.nodes[touch.nodeId]?.step ?? null);
  return {
    ...shared,
    ...passageOf(enrollment),
    nodeId: touch.nodeId,
    step,
    stamp: stamps.get(touch.key) ?? null,
    visit: partsOfKey(touch.key)?.visit ?? null,
  };
}

type Said = Pick<JourneyRow, "tense" | "at" | "kind" | "tone" | "title"> & Partial<JourneyRow>;

function rowOf(touch: TouchSource, place: Place, speaker: Speaker): JourneyRow {
  const say = states[touch.state] ?? unknownState;
  return journeyRow({ id: touch.id, ...place, details: detailsOf(touch, speaker), ...say(touch, speaker) });
}

const sentAt = (touch: TouchSource): Date =>
  touch.acceptedAt ?? touch.countedAt ?? touch.handedOverAt ?? touch.createdAt;
const why = (touch: TouchSource, speaker: Speaker): string | null =>
  touch.because === null ? null : speaker.decision(touch.because);

function wentFreely(explanation: Explanation, { names }: Speaker): string {
  const past = explanation.past === undefined ? "No rule, quiet hour or wish stood against it." : null;
  return [past, ...asidesInWords(explanation, names)].filter((one) => one !== null).join(" ");
}

/** Why mail was taken back, by what `withdrawTouches` was told. */
const WITHDRAWN: Readonly<Record<string, string>> = {
  version: "It was made anew, with the words of the version they were taken to.",
  archived: "The contact was archived before it left.",
  sequence: "The person had gone on, or was out of the sequence, before it left.",
  broadcast: "The broadcast was cancelled before it left.",
  system: "The passage ended by a fault before it left.",
  "": "It had not left when the person was forgotten.",
};

function withdrawnBy({ failure, broadcastId }: TouchSource, speaker: Speaker): string {
  const by = failure ?? "";
  const known = WITHDRAWN[by];
  if (known !== undefined) return known;
  const who = speaker.names("member", by) ?? "A member";
  return broadcastId === null
    ? `${who} put the person elsewhere in the sequence before it left.`
    : `${who} cancelled the broadcast before it left.`;
}

/** How a message in each state is told. */
const states: Readonly<Record<string, (touch: TouchSource, speaker: Speaker) => Said>> = {
  planned: (touch, speaker) => ({
    tense: "planned",
    at: touch.heldUntil ?? touch.dueAt,
    kind: "mail",
    tone: "pine",
    title: `Will send ${speaker.mail(touch)}`,
    reason: why(touch, speaker),
  }),
  waiting: (touch, speaker) => ({
    tense: "present",
    at: touch.dueAt,
    kind: "mail",
    tone: "pine",
    title: `About to send ${speaker.mail(touch)}`,
    reason: "Due now; it is judged together with everything else that waits for this person.",
  }),
  held: (touch, speaker) => ({
    tense: "present",
    at: touch.heldUntil,
    kind: "hold",
    tone: "amber",
    title: `Holding ${speaker.mail(touch)}`,
    reason: why(touch, speaker),
    heldUntil: touch.heldUntil,
    ruleId: touch.bindingRuleId,
  }),
  claimed: leaving,
  handed_over: leaving,
  accepted: (touch, speaker) => ({
    tense: "past",
    at: sentAt(touch),
    kind: "mail",
    tone: "pine",
    title: `Sent ${speaker.mail(touch)}`,
    reason:
      fateOf(touch, speaker) ??
      letGo(touch, speaker) ??
      (touch.because?.because === null ? wentFreely(touch.because, speaker) : why(touch, speaker)),
  }),
  observed: (touch, speaker) => ({
    tense: "past",
    at: sentAt(touch),
    kind: "mail",
    tone: "slate",
    title: touch.channel === "email" ? `A colleague wrote ${speaker.mail(touch)}` : `A colleague: ${touch.channel}`,
    reason: "Written by hand. It counts like any other message.",
  }),
  unknown: (touch, speaker) => ({
    tense: "past",
    at: sentAt(touch),
    kind: "mail",
    tone: "rust",
    title: `Handed over ${speaker.mail(touch)}`,
    reason: "Whether it arrived was never confirmed. It counts as sent and is not sent again.",
  }),
  failed: (touch, speaker) => ({
    tense: "past",
    at: touch.endedAt ?? sentAt(touch),
    kind: "mail",
    tone: "rust",
    title: `Could not deliver ${speaker.mail(touch)}`,
    reason: touch.failure ?? touch.providerAnswer,
  }),
  skipped: (touch, speaker) => ({
    tense: "past",
    at: touch.endedAt ?? touch.decidedAt ?? touch.dueAt,
    kind: "skip",
    tone: "rust",
    title: `Skipped ${speaker.mail(touch)}`,
    reason: why(touch, speaker),
    ruleId: touch.bindingRuleId,
  }),
  withdrawn: (touch, speaker) => ({
    tense: "past",
    at: touch.endedAt ?? touch.dueAt,
    kind: "skip",
    tone: "ink",
    muted: true,
    title: `Took back ${speaker.mail(touch)}`,
    reason: withdrawnBy(touch, speaker),
  }),
};

function leaving(touch: TouchSource, speaker: Speaker): Said {
  return {
    tense: "present",
    at: touch.handedOverAt ?? touch.countedAt ?? touch.dueAt,
    kind: "mail",
    tone: "pine",
    title: `Sending ${speaker.mail(touch)}`,
    reason: why(touch, speaker),
  };
}

const unknownState = (touch: TouchSource, speaker: Speaker): Said => ({
  tense: "past",
  at: touch.createdAt,
  kind: "mail",
  tone: "ink",
  title: `${speaker.mail(touch)}: ${touch.state}`,
});

/** "Ana Ruiz let it go early: “She waits for it.”" */
function letGo({ override }: TouchSource, speaker: Speaker): string | null {
  if (override === null) return null;
  return `${speaker.names("member", override.memberId) ?? "A member"} let it go early${override.reason === "" ? "" : `: “${override.reason}”`}.`;
}

function fateOf(touch: TouchSource, speaker: Speaker): string | null {
  if (touch.complainedAt !== null) return `Reported as spam ${speaker.when(touch.complainedAt)}.`;
  if (touch.bouncedAt !== null)
    return `Came back ${speaker.when(touch.bouncedAt)}: ${touch.failure ?? "not delivered"}.`;
  return null;
}

type Decision = JourneySource["decisions"][number];

/** One row per change of the reason; the one that stands now is the touch's own row. */
function holdRows(holds: readonly Decision[], touch: TouchSource, place: Place, speaker: Speaker): JourneyRow[] {
  const distinct = holds.filter((one, index) => reasonKey(one.because) !== reasonKey(holds[index - 1]?.because));
  const past = touch.state === "held" ? distinct.slice(0, -1) : distinct;
  return past.map(({ id, because, decidedAt, heldUntil }) =>
    journeyRow({
      ...place,
      id,
      tense: "past",
      at: decidedAt,
      kind: "hold",
      tone: "amber",
      title: `Held ${speaker.mail(touch)}`,
      reason: speaker.decision(because),
      heldUntil,
      ruleId: ruleOf(because),
      stamp: null,
    }),
  );
}

const reasonKey = (explanation: Explanation | undefined): string =>
  `${explanation?.because?.kind ?? ""} ${explanation === undefined ? "" : ruleOf(explanation)}`;

function ruleOf({ because }: Explanation): string | null {
  return because !== null && "rule" in because ? (because.rule?.id ?? null) : null;
}

function detailsOf(touch: TouchSource, speaker: Speaker): JourneyRow["details"] {
  const from = touch.senderAddress === null ? null : `${touch.senderName} <${touch.senderAddress}>`;
  const said: [string, string | null][] = [
    ["From", from],
    ["To", touch.toAddress],
    ["Code", touch.code],
    ["Message id", touch.messageId],
    ["Provider's answer", touch.providerAnswer],
    ...inputsOf(touch.because, speaker),
    ["Who may decide otherwise", touch.because === null ? null : overrideOf(touch.because)],
  ];
  return said.flatMap(([label, value]) => (value === null || value === "" ? [] : [{ label, value }]));
}

/** What the rule counted: which wording of it, how full, and by which messages. */
function inputsOf(explanation: Explanation | null, speaker: Speaker): [string, string | null][] {
  const why = explanation?.because ?? null;
  if (why === null) return [];
  const rule = "rule" in why && why.rule !== null ? why.rule : null;
  const counter = "counter" in why ? why.counter : null;
  return [
    ["Rule", rule === null ? null : `${rule.name}, wording ${rule.version}`],
    ["Counted", counter === null ? null : `${counter.used} of ${counter.max}`],
    ...(counter?.by ?? []).map(({ touchId, at, planned }): [string, string] => [
      planned ? "Goes before it" : "Filled by",
      `${speaker.touch(touchId) ?? "a message"}, ${speaker.when(toDate(at))}`,
    ]),
    ["Allowed again", "freesAt" in why && why.freesAt !== null ? speaker.when(toDate(why.freesAt)) : null],
  ];
}

function overrideOf({ override }: Explanation): string | null {
  if (override.kind === "not_needed") return null;
  if (override.kind === "right") return `Whoever has the right “${override.right.replaceAll("_", " ")}”, with a reason`;
  return `Nobody (${override.because.replaceAll("_", " ")})`;
}
