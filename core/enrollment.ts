import type { Because } from "@/core/because";
import type { Effect, EffectKey } from "@/core/effect";
import type { NodeId, OutletId } from "@/core/graph";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";

export type EntranceKind =
  | "event"
  | "purchase"
  | "segment"
  | "tag"
  | "date"
  | "form"
  | "hand"
  | "csv"
  | "api"
  | "sequence";

/** What let the person in. Frozen. */
export interface Entry {
  readonly by: EntranceKind;
  readonly signalId: string | null;
  readonly correlationKey: string | null;
  /** Properties of the event, row or call, for merge (`entry.plan`) and conditions. */
  readonly data: JsonObject;
}

export interface Position {
  readonly nodeId: NodeId;
  readonly visit: number;
  readonly enteredAt: EpochMs;
  readonly cameBy: Because;
  /** The node's own notes: a wait's deadline, for one. */
  readonly memory: JsonObject;
  /** The effect this position stands on; null only before the first `advance`. */
  readonly effect: Effect | null;
  /** Time the enrollment stood still by a pause while here: moves this position's due times. */
  readonly pausedMs: number;
}

/** Whether delays and waits go on in a pause (nothing leaves and nothing is decided either way). */
export const pauseClocks = ["stands", "runs"] as const;
export type PauseClock = (typeof pauseClocks)[number];

export interface Pause {
  readonly since: EpochMs;
  /** null: until somebody resumes it. */
  readonly until: EpochMs | null;
  readonly clock: PauseClock;
  readonly by: string;
  readonly reason: string;
}

export type EndReason =
  | "reached-end" // no line leads on
  | "left-here" // an exit card
  | "goal"
  | "exit-rule"
  | "rounds-spent"
  | "stopped" // by a member, a reply rule, the API
  | "migrated" // a new version had no place for it
  | "broken"; // the step is missing or cannot be read: shown, never silent

export interface End {
  readonly reason: EndReason;
  readonly at: EpochMs;
  readonly nodeId: NodeId | null;
  readonly because: Because;
}

/** One contact's passage through one version. JSON; the driver stores it whole in the enrollment row. */
export interface EnrollmentState {
  readonly id: string;
  readonly status: "active" | "finished";
  readonly enteredAt: EpochMs;
  readonly entry: Entry;
  /** Where the person stands; null before `started` and after the end. */
  readonly position: Position | null;
  readonly pause: Pause | null;
  /** Entries so far, by node. */
  readonly visits: Readonly<Record<NodeId, number>>;
  /** Rounds in the current passage of a loop, by the node the loop continues at. */
  readonly rounds: Readonly<Record<NodeId, number>>;
  /** Latest effect key by email node. */
  readonly touches: Readonly<Record<NodeId, EffectKey>>;
  /** The arm a split gave, by node: it sticks over rounds and versions. */
  readonly arms: Readonly<Record<NodeId, OutletId>>;
  /** Ids of signals that decided a wait, by its node: they decide it only once, and no exit rule takes them again. */
  readonly answered: Readonly<Record<NodeId, readonly string[]>>;
  readonly end: End | null;
}

/** Where an event was aimed. A repeated delivery finds the person elsewhere and changes nothing. */
export interface Place {
  readonly nodeId: NodeId;
  readonly visit: number;
}

/**
 * Level-triggered: `woken` carries nothing, everything is in the world, so a spurious or repeated wake is harmless.
 * `by` is a member id, "reply", "api", "system": whatever the audit names.
 */
export type EnrollmentEvent =
  | { readonly type: "started" }
  | { readonly type: "woken" }
  | { readonly type: "skip-wait"; readonly at: Place; readonly by: string; readonly reason: string }
  | { readonly type: "jump"; readonly at: Place; readonly to: NodeId; readonly by: string; readonly reason: string }
  | { readonly type: "stop"; readonly by: string; readonly reason: string }
  | {
      readonly type: "pause";
      readonly until: EpochMs | null;
      readonly clock: PauseClock;
      readonly by: string;
      readonly reason: string;
    }
  | { readonly type: "resume" }
  | { readonly type: "migrated" };

/** A row of the journey, keyed (enrollment, nodeId, visit). The driver upserts it: entered first, left later or at once. */
export interface VisitRecord {
  readonly nodeId: NodeId;
  readonly step: number;
  readonly visit: number;
  readonly enteredAt: EpochMs;
  readonly cameBy: Because;
  /** null while the person is here. */
  readonly leftAt: EpochMs | null;
  /** Outlet taken; null while here, or when the enrollment ended or jumped from here. */
  readonly outlet: OutletId | null;
  /** Why it left or ended here; while here, what it is doing ("waiting for a reply until …"). Decision data frozen. */
  readonly because: Because | null;
}

export interface Advanced {
  readonly enrollment: EnrollmentState;
  /** What must now happen; null when finished (or nothing was started). */
  readonly effect: Effect | null;
  /** Visits that began or ended in this call, in order; a visit appears once, with its latest values. */
  readonly visits: readonly VisitRecord[];
  /** Keys of sends left behind by an exit, jump or stop: withdraw the touch if it is planned, waiting or held. */
  readonly withdraw: readonly EffectKey[];
}

/** A new enrollment, before its first `advance(…, { type: "started" }, …)`. */
export function newEnrollment(id: string, entry: Entry, enteredAt: EpochMs): EnrollmentState {
  return {
    id,
    status: "active",
    enteredAt,
    entry,
    position: null,
    pause: null,
    visits: {},
    rounds: {},
    touches: {},
    arms: {},
    answered: {},
    end: null,
  };
}

/**
 * What a touch was made to say; stored with the touch when it is made. A sequence's touch names its step (texts are read and
 * frozen at claim), so does a broadcast's; an API send carries its text, or names a step's.
 */
export type TouchRequest =
  | {
      readonly from: "node";
      readonly versionId: string;
      readonly nodeId: NodeId;
      readonly visit: number;
      /** The touch whose thread it continues; null: a new thread. */
      readonly threadKey: EffectKey | null;
      /** An API send of a step's text: what it may name as `entry.*`; else the enrollment's own. */
      readonly data?: JsonObject;
    }
  | {
      readonly from: "content";
      readonly subject: string;
      readonly preview: string;
      readonly body: string;
      readonly threadKey: EffectKey | null;
      readonly data: JsonObject;
      /** What a member writes by hand to a mail that came in: goes into that mail's thread, to whoever wrote it. */
      readonly answers?: AnsweredMail;
      /** Who opens it or follows its links is nobody's business: a mail that asks for consent. */
      readonly untracked?: boolean;
    }
  | {
      readonly from: "broadcast";
      readonly broadcastId: string;
      /** As written: what a message that waits is called. */
      readonly subject: string;
      readonly threadKey: null;
    };

/** The mail an answer goes to. */
export interface AnsweredMail {
  readonly to: string;
  readonly subject: string;
  /** Message ids of the thread, the answered one last. */
  readonly messageIds: readonly string[];
}
