import type { z } from "zod";
import type { Because } from "@/core/because";
import type { Brand } from "@/core/brand";
import type { CheckedMail } from "@/core/checked-mail";
import type { ListedDomain } from "@/core/domain-list";
import type { DoAction, EffectKey } from "@/core/effect";
import type { EndReason, EnrollmentEvent, EnrollmentState } from "@/core/enrollment";
import type { SignalFact, World } from "@/core/facts";
import type { Field } from "@/core/field";
import type { Graph, GraphNode, NodeId, OutletId } from "@/core/graph";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import type { MergeVariable } from "@/core/merge-check";
import type { Names } from "@/core/names";
import type { Problem } from "@/core/problem";
import type { SignalFilter } from "@/core/signal-filter";

/** Tokens of CANVAS §4.1: pine sends, amber waits, iris forks, slate does, rust ends, ink is the rest. */
export type Tone = "pine" | "amber" | "iris" | "slate" | "rust" | "ink";
/** The six own glyphs of the canvas. */
export type NodeIcon = "enter" | "mail" | "clock" | "fork" | "bolt" | "flag";

export interface Outlet {
  readonly id: OutletId;
  /** On the tab and the line: "replied", "nothing for 3 days". */
  readonly label: string;
  /** Left open, it must be fixed before publishing. Any other open outlet means: the person leaves here. */
  readonly required: boolean;
  /** Left open, this outlet is taken instead (an email's `skipped` goes on by `next`). */
  readonly fallsTo?: OutletId;
  /** Left open, it means something by itself: no remark. */
  readonly optional?: true;
}

/** What a step wants, on the drive: leave, stay with an effect, or end. */
export type NodeStep =
  | {
      readonly go: OutletId;
      readonly because: Because;
      /** Instant the next step's clock starts from; not after now. Left out: that of entering. Makes the path independent of when it was woken. */
      readonly at?: EpochMs;
      /** Signals this decision answered. */
      readonly answered?: readonly string[];
      /** Kept over rounds and versions (split). */
      readonly arm?: OutletId;
    }
  | { readonly effect: WantedEffect; readonly because: Because; readonly memory?: JsonObject }
  | { readonly finish: EndReason; readonly because: Because };

/** An effect without its key: advance adds key, node and visit. */
export type WantedEffect =
  | { readonly type: "send"; readonly dueAt: EpochMs; readonly deadlineAt: EpochMs }
  | { readonly type: "sleep"; readonly wakeAt: EpochMs }
  | { readonly type: "await"; readonly wakeAt: EpochMs }
  | { readonly type: "do"; readonly action: DoAction };

export interface NodeContext<Config> {
  readonly config: Config;
  readonly node: GraphNode;
  readonly graph: CompiledGraph;
  readonly key: EffectKey;
  readonly visit: number;
  readonly enteredAt: EpochMs;
  readonly pausedMs: number;
  readonly memory: JsonObject;
  readonly enrollment: EnrollmentState;
  readonly world: World;
}

/** Ends or moves an enrollment from anywhere: exit rules and goals. */
export interface Interrupt {
  /** When it holds: instant (a signal's occurredAt, or now for a condition) and reason; null while it does not. */
  met(ctx: InterruptContext): { readonly at: EpochMs; readonly because: Because } | null;
  readonly endReason: EndReason;
  /** The goal that is reached; null for an exit rule. */
  readonly goalId: NodeId | null;
  /** Where to go instead of ending, if that outlet of the node is connected. */
  readonly jump: { readonly nodeId: NodeId; readonly outlet: OutletId } | null;
}

export interface InterruptContext {
  readonly enrollment: EnrollmentState;
  readonly world: World;
  /** Ids of signals a drawn outcome answers or has answered: the drawn answer wins (SEMANTICS §4). */
  readonly drawn: ReadonlySet<string>;
}

/** What `check` may look at besides the config. */
export interface CheckContext {
  readonly graph: Graph;
  readonly node: GraphNode;
  /** Whether the email step's mail has left on every way here (always), on some (maybe), or on none (never). */
  afterMail(nodeId: NodeId): "always" | "maybe" | "never";
  /** Whether this node can be entered more than once. */
  readonly inLoop: boolean;
  /** Whether people can enter the sequence again within the 180 days of never repeat. */
  readonly reenters: boolean;
  readonly lookup: Lookup;
  /** Judges the words of a mail (core/mail-check). */
  checkMail(mail: CheckedMail): readonly Problem[];
}

/** What exists in the workspace; a function that is left out is not checked. */
export interface Lookup {
  has?(kind: "sender" | "topic" | "product" | "segment" | "sequence" | "member" | "attribute", id: string): boolean;
  /** What a mail may name: with it the texts are checked by core/merge. */
  readonly mergeVariables?: readonly MergeVariable[];
  /** Domains and telephone numbers the workspace lists: with them senders, links and numbers are checked. */
  readonly domains?: readonly ListedDomain[];
  readonly phones?: readonly string[];
  senderAddress?(senderId: string): string | null;
  /** What the brand of the sequence's team asks for. */
  readonly brand?: Brand;
  /** Rounds of a loop before people leave it; left out: what a sequence starts with. */
  readonly maxRounds?: number;
  /** How many people publishing reaches; left out: not known here. */
  readonly people?: number;
}

export interface Elapse {
  readonly minMs: number;
  /** null: no upper limit. */
  readonly maxMs: number | null;
}

/**
 * A kind of step: everything about it, in one file of core/nodes. Methods, not function properties: that makes a
 * `NodeType<"email", EmailConfig>` usable as `AnyNodeType` without a cast.
 */
export interface NodeType<Kind extends string, Config> {
  readonly kind: Kind;
  /** "Email". */
  readonly title: string;
  /** One line in the add menu. */
  readonly hint: string;
  /** Single key in the add menu, upper case; null: not in the menu. */
  readonly key: string | null;
  readonly tone: Tone;
  readonly icon: NodeIcon;
  readonly shape: "card" | "pill";
  /** Per-field rules, messages saying the fix. Lists are lenient here and strict in `check`, so that a half-typed draft keeps its outlets. */
  readonly schema: z.ZodType<Config> & { readonly shape: Readonly<Record<string, z.ZodType>> };
  /** The config of a new step; may fail the schema where only the marketer can say. */
  defaults(): Config;
  readonly fields: readonly Field[];
  /** Left without `names`, ways out that name a product, topic or link say so in general. */
  outlets(config: Config, names?: Names): readonly Outlet[];
  /** What the card is called, where a config says it better than the kind: a subject, a task. Null or left out: the kind's title. */
  cardTitle?(config: Config): string | null;
  /** The sentence on the card. Plain words; works on half-typed configs. */
  summary(config: Config, names: Names): string;
  check?(config: Config, ctx: CheckContext): readonly Problem[];

  /** First look, at entry. */
  enter(ctx: NodeContext<Config>): NodeStep;
  /** Any later look. Most kinds answer as at entry. */
  resume(ctx: NodeContext<Config>, event: EnrollmentEvent): NodeStep;

  /** The entry of the graph: exactly one. */
  readonly entry?: true;
  /** The entry's: whether people can come in again within the 180 days of never repeat. */
  reenters?(config: Config): boolean;
  /** The entry's: the property that tells one cart or order from another; empty: none. */
  keyPath?(config: Config): string;
  /** Ends a way: has no outlet that could be open, or needs none. */
  readonly terminal?: true;
  /** Reached without a line (a goal). */
  readonly floating?: true;
  /** Time surely passes here: a loop must have one. */
  pauses?(config: Config): boolean;
  /** The outlet taken when a member skips this wait; left out: there is nothing to skip. */
  readonly skipsBy?: OutletId;
  /** Makes touches under its effect keys. */
  readonly sends?: true;
  /** Asks what a person does: not known before. Ends the planned path (SEMANTICS §9). */
  readonly decides?: true;
  /** Time spent here for a given outlet, for the day gutter. Left out: none. */
  elapse?(config: Config, outlet: OutletId): Elapse;
  /** Where the person will go from here, and when, if nothing happens; null when that is open. `at`: instant of entering. */
  foresee?(ctx: NodeContext<Config>, at: EpochMs): { readonly outlet: OutletId; readonly at: EpochMs } | null;
  /** Exit rules and goals this node brings. */
  interrupts?(config: Config, node: GraphNode): readonly Interrupt[];
  /** The outlet that answers this signal while the person stands here, by drawing; null if none. */
  answers?(ctx: NodeContext<Config>, signal: SignalFact): OutletId | null;
  /** Try it: the config under which everybody takes that outlet. */
  force?(config: Config, outlet: OutletId): Config;
  /** Try it: what a person does to take that outlet; null: nothing. */
  provokedBy?(config: Config, outlet: OutletId): Provocation | null;
  /** Try it: what a person does, wherever they stand, to be brought here; null: nothing one does at an instant. */
  reachedBy?(config: Config): Provocation | null;
  /** Email steps this config refers to, with the path of the field. */
  refersTo?(config: Config): readonly { readonly path: string; readonly nodeId: NodeId }[];
}

/** What a person does. `touch`: in answer to which email step; empty: the last mail. */
export interface Provocation {
  readonly filter: SignalFilter;
  readonly touch: NodeId;
  readonly count: number;
}

/** A node type with its config forgotten, as the registry's users see it. */
export type AnyNodeType = NodeType<string, unknown>;

export interface CompiledNode {
  readonly node: GraphNode;
  readonly type: AnyNodeType;
  readonly config: unknown;
  /** With the `done` outlet where a "continue at" leads here. */
  readonly outlets: readonly Outlet[];
  /** First problem of the config; such a step is never run. */
  readonly broken: string | null;
}

/** A graph with its configs parsed and its structure computed, once per version: core/compile.ts. */
export interface CompiledGraph {
  readonly graph: Graph;
  readonly entryId: NodeId | null;
  readonly nodes: ReadonlyMap<NodeId, CompiledNode>;
  readonly interrupts: readonly Interrupt[];
  /** Where what happens says which cart or order it is about; empty: nowhere of its own. */
  readonly keyPath: string;
  /** `from outlet` pairs that lead back ("continue at"), as `${from} ${outlet}`. */
  readonly backEdges: ReadonlySet<string>;
  readonly loopTargets: ReadonlySet<NodeId>;
}

/** Typed identity: infers the config from the schema. */
export function defineNodeType<const Kind extends string, Config>(
  type: NodeType<Kind, Config>,
): NodeType<Kind, Config> {
  return type;
}
