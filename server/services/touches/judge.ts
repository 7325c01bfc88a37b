import { decidePerson } from "@/core/attention/decide-person";
import type { Decision } from "@/core/attention/decision";
import { gatherUntil, nextLookAt } from "@/core/attention/next-look";
import type { CapRule } from "@/core/attention/rule";
import type { LedgerTouch, WaitingTouch } from "@/core/attention/touch";
import { addMs, type EpochMs, toEpochMs } from "@/core/instant";
import type { AnyTx } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { type Interruption, interruptsFor } from "@/server/services/enrollments/interrupts-for";
import { type Frozen, freezeTouches, type ToFreeze, type Unwritable } from "./freeze";
import type { Gathered } from "./gather/facts";
import { gatherLedger, type Want } from "./gather/ledger";
import type { WaitingRow } from "./gather/waiting";

/** People under lock, with everything that decides over them. */
export interface Scene {
  people: readonly string[];
  waiting: readonly WaitingRow[];
  gathered: Gathered;
  rules: readonly CapRule[];
  now: EpochMs;
}

/** What came out for one person. */
export interface DecidedPerson {
  personId: string;
  rows: readonly WaitingRow[];
  claims: { row: WaitingRow; frozen: Frozen; decision: Decision & { verdict: "send" } }[];
  refused: { row: WaitingRow; decision: Decision & { verdict: "hold" | "skip" } }[];
  unwritable: Unwritable[];
  /** Their enrollments are not there any more, or their broadcasts were cancelled: withdrawn. */
  left: WaitingRow[];
  /** An exit, goal or the end has come for their enrollments: those are woken, and take the mail back themselves. */
  leaving: WaitingRow[];
  /** The next alarm; null: nothing waits. */
  lookAt: EpochMs | null;
}

/** How soon a touch whose enrollment has something unread is looked at again. */
const UNREAD_RETRY_MS = 1_000;

/** What was found out about touches that would leave: their texts, earlier ones that said the same words, what stops them. */
interface Texts {
  frozen: Map<string, Frozen | Unwritable>;
  stopped: Map<string, Interruption>;
  repeats: Map<string, LedgerTouch[]>;
}

/**
 * Judges person by person (senders and companies are shared: what one takes the next does not have). Only for what would
 * leave is the text merged and the enrollment asked whether it still wants it; who turns out to repeat words, to have an
 * unwritable mail or to be leaving is judged again, knowing it.
 */
export async function judgePeople(tx: AnyTx, workspaceId: string, scene: Scene): Promise<DecidedPerson[]> {
  const rowsOf = new Map<string, WaitingRow[]>(scene.people.map((id) => [id, []]));
  for (const row of scene.waiting) rowsOf.get(row.personId)?.push(row);
  const texts: Texts = { frozen: new Map(), stopped: new Map(), repeats: new Map() };
  const settled = new Map<string, DecidedPerson>();
  let open = [...scene.people];
  while (open.length > 0) {
    for (const personId of open) scene.gathered.forgetSends(personId);
    const drafts = open.map((personId) => judgePerson(personId, rowsOf.get(personId) ?? [], scene, texts));
    const unmerged = drafts
      .flatMap(({ sends }) => sends.map(({ row }) => row))
      .filter((row) => !texts.frozen.has(row.touch.id));
    const [stopped, merged] = await Promise.all([
      findStopped(tx, workspaceId, unmerged, texts),
      freezeTouches(tx, workspaceId, unmerged.map(toFreeze)),
    ]);
    const going = unmerged.filter((row) => !texts.stopped.has(row.touch.id));
    const again = new Set([...stopped, ...(await keepTexts(tx, workspaceId, going, merged, texts, scene))]);
    open = [];
    for (const draft of drafts) {
      if (again.has(draft.personId)) open.push(draft.personId);
      else settled.set(draft.personId, toDecided(draft, texts, scene));
    }
  }
  return scene.people.flatMap((personId) => settled.get(personId) ?? []);
}

/** Asks the enrollments of what would leave (SEMANTICS §4). Gives the people who have one that would not send it now. */
async function findStopped(
  tx: AnyTx,
  workspaceId: string,
  rows: readonly WaitingRow[],
  texts: Texts,
): Promise<Set<string>> {
  const asked = rows.flatMap(({ key, enrollmentId, again }) =>
    enrollmentId === null || again ? [] : [{ workspaceId, enrollmentId, key }],
  );
  const found = await interruptsFor(tx, asked);
  const people = new Set<string>();
  for (const { key, personId, touch } of rows) {
    const stop = found.get(key);
    if (!stop) continue;
    texts.stopped.set(touch.id, stop);
    people.add(personId);
  }
  return people;
}

const toFreeze = (row: WaitingRow): ToFreeze => ({
  touchId: row.touch.id,
  contactId: row.contactId,
  addressOf: row.touch.contactId,
  senderId: row.touch.senderId,
  teamId: row.touch.teamId,
  byHand: row.touch.source === "hand",
  request: row.request,
  enrollmentId: row.enrollmentId,
});

/** Keeps the texts of what would leave. Gives the people that must be judged again: one cannot be written, or repeats words. */
async function keepTexts(
  tx: AnyTx,
  workspaceId: string,
  rows: readonly WaitingRow[],
  merged: ReadonlyMap<string, Frozen | Unwritable>,
  texts: Texts,
  { gathered, now }: Scene,
): Promise<Set<string>> {
  const again = new Set<string>();
  const bodies = rows.flatMap(({ personId, touch }) => {
    const text = merged.get(touch.id);
    if (text) texts.frozen.set(touch.id, text);
    if (!text || "failure" in text) again.add(personId);
    return text && "fingerprint" in text && touch.repeat.kind !== "always"
      ? [{ personId, value: text.fingerprint }]
      : [];
  });
  const seen = new Set<string>();
  for (const { personId, value } of bodies) {
    if (seen.has(`${personId} ${value}`)) again.add(personId);
    seen.add(`${personId} ${value}`);
  }
  const unread: Want[] = [];
  for (const body of bodies) {
    const { personId, value } = body;
    if (!gathered.isWhole(personId)) unread.push(body);
    else if (gathered.ledgerOf(personId).some(({ bodyHash }) => bodyHash === value)) again.add(personId);
  }
  if (unread.length === 0) return again;
  const repeats = await gatherLedger(tx, workspaceId, [], { families: [], topics: [], bodies: unread }, now, 0);
  for (const personId of new Set(unread.map((body) => body.personId))) {
    const ledger = repeats.of(personId);
    if (ledger.length === 0) continue;
    texts.repeats.set(personId, [...(texts.repeats.get(personId) ?? []), ...ledger]);
    again.add(personId);
  }
  return again;
}

interface Draft {
  personId: string;
  rows: readonly WaitingRow[];
  sends: { row: WaitingRow; decision: Decision & { verdict: "send" } }[];
  refused: DecidedPerson["refused"];
  unread: boolean;
}

function judgePerson(personId: string, rows: readonly WaitingRow[], scene: Scene, texts: Texts): Draft {
  const draft: Draft = { personId, rows, sends: [], refused: [], unread: false };
  const facts = scene.gathered.factsOf(personId);
  const judged = rows.filter((row) => isJudged(row, texts));
  if (!facts || judged.length === 0) return draft;
  const ledger = distinct([...scene.gathered.ledgerOf(personId), ...(texts.repeats.get(personId) ?? [])]);
  const waiting = judged.map(({ touch, state }) => asWaiting(touch, state, texts, scene.now));
  const byId = new Map(judged.map((row) => [row.touch.id, row]));
  for (const decision of decidePerson(facts, ledger, waiting, scene.rules, scene.now)) {
    const row = byId.get(decision.touchId);
    if (!row || row.state === "planned") continue; // due, and its enrollment is about to ask for it
    if (row.unread)
      draft.unread = true; // its enrollment reads first; what it then wants is judged again
    else if (decision.verdict !== "send") {
      draft.refused.push({ row, decision: withAddress(decision, row) });
      const queues = decision.verdict === "hold" && decision.because.kind === "sender_limit";
      if (queues && decision.until !== null) scene.gathered.noteQueued(personId, row, decision.until);
    } else {
      draft.sends.push({ row, decision: withAddress(decision, row) });
      scene.gathered.noteSend(personId, row.touch);
    }
  }
  return draft;
}

/** Says which address was meant, where another of the person's is written to. */
const withAddress = <D extends Decision>(decision: D, { instead }: WaitingRow): D =>
  instead === null ? decision : { ...decision, explanation: { ...decision.explanation, address: instead } };

/** A text that cannot be written is failed, not judged; a refused hand-over rests until its retry, a paused one until that ends. */
function isJudged(row: WaitingRow, texts: Texts): boolean {
  if (row.left || row.stands || isResting(row) || texts.stopped.has(row.touch.id)) return false;
  const text = texts.frozen.get(row.touch.id);
  return !(text && "failure" in text);
}

const isResting = (row: WaitingRow): boolean => row.retryAt !== null && row.retryAt > realNow().getTime();

/** What has only just fallen due still gathers: it stands in the order as a rival. */
function asWaiting(touch: WaitingTouch, state: WaitingRow["state"], texts: Texts, now: EpochMs): WaitingTouch {
  const text = texts.frozen.get(touch.id);
  const bodyHash = text && "fingerprint" in text ? text.fingerprint : null;
  const gathers = state === "waiting" && touch.dueAt <= now && gatherUntil(touch) > now;
  if (!gathers && bodyHash === touch.bodyHash) return touch;
  return { ...touch, bodyHash, dueAt: gathers ? gatherUntil(touch) : touch.dueAt };
}

function toDecided(draft: Draft, texts: Texts, scene: Scene): DecidedPerson {
  const { now } = scene;
  const decisions = [...draft.sends, ...draft.refused].map(({ decision }) => decision);
  const decidedIds = new Set(decisions.map(({ touchId }) => touchId));
  const gathering = draft.rows
    .filter((row) => !decidedIds.has(row.touch.id) && isJudged(row, texts))
    .map(({ touch }) => gatherUntil(touch))
    .filter((at) => at > now);
  const resting = draft.rows
    .filter((row) => isResting(row) && !row.left && !row.stands)
    .map((row) => addMs(now, (row.retryAt ?? 0) - realNow().getTime()));
  const held = nextLookAt(decisions, [], now);
  // A paused one asks for no look: going on rings (advance-enrollments.ts).
  const leaving = draft.rows.filter(({ touch }) => texts.stopped.get(touch.id)?.verdict === "leaves");
  const soon = draft.unread || leaving.length > 0 ? [now + UNREAD_RETRY_MS] : [];
  const all = [...gathering, ...resting, ...(held === null ? [] : [held]), ...soon];
  return {
    personId: draft.personId,
    rows: draft.rows,
    claims: draft.sends.flatMap(({ row, decision }) => {
      const frozen = texts.frozen.get(row.touch.id);
      return frozen && "fingerprint" in frozen ? [{ row, frozen, decision }] : [];
    }),
    refused: draft.refused,
    unwritable: draft.rows.flatMap(({ touch }) => {
      const text = texts.frozen.get(touch.id);
      return text && "failure" in text ? [text] : [];
    }),
    left: draft.rows.filter((row) => row.left),
    leaving,
    lookAt: all.length === 0 ? null : toEpochMs(Math.max(now, Math.min(...all))),
  };
}

const distinct = (ledger: readonly LedgerTouch[]): LedgerTouch[] => [
  ...new Map(ledger.map((touch) => [touch.id, touch])).values(),
];
