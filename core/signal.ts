import type { SignalVerdict } from "@/core/facts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/core/instant";
import { type AgentKind, classifyAgent } from "@/core/signal-agent";

/** Whose network an address belongs to, where known. The driver looks it up; the list is data and changes. */
export type NetworkKind = "privacy_relay" | "scanner" | "image_proxy" | "cloud";

/** One fetch of the pixel or one follow of a link, as it came. */
export interface RawSignal {
  readonly id: string;
  readonly kind: "open" | "click";
  readonly at: EpochMs;
  /** `provider`: reported by the mail provider, which saw less than we do. */
  readonly source: "own" | "provider";
  readonly method: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly network: NetworkKind | null;
  /** `Purpose` or `Sec-Purpose` said prefetch or preview. */
  readonly prefetch: boolean;
  readonly linkId: string | null;
  /** The link no person can see. */
  readonly honeypot: boolean;
}

export interface SignalContext {
  /** When the touch was accepted by the provider. */
  readonly acceptedAt: EpochMs;
  /** Tracked links in the mail, if known. */
  readonly linkCount: number | null;
  /** Ids of signals whose address followed links in the mails of three or more people within a minute. */
  readonly sharedAddress?: ReadonlySet<string>;
}

export type SignalReason = keyof typeof signalReasons;

/** Each reason in words, as the journey shows it. */
export const signalReasons = {
  provider: "reported by the mail provider only",
  method: "not an ordinary page request",
  prefetch: "fetched ahead of time by a program",
  no_agent: "the visitor did not say what program it is",
  privacy_proxy: "Apple Mail fetches pictures whether the mail is read or not",
  privacy_relay: "fetched through Apple's privacy relay",
  scanner_agent: "a security scanner or another program",
  scanner_network: "from the network of a mail security service",
  too_soon: "sooner after sending than a person could",
  honeypot: "followed the link that no person can see",
  near_honeypot: "within a minute of the link that no person can see",
  burst: "three or more links within ten seconds",
  two_links: "two links within two seconds",
  every_link: "every link of the mail within a minute",
  shared_address: "the same address followed links of three or more people within a minute",
  same_visitor: "the same visitor as a machine's",
  near_machine: "within seconds of a machine's",
  quick: "less than ten seconds after sending",
  prompt: "less than a minute after sending",
  cloud_network: "from a data centre",
  stale_browser: "by a browser that is years out of date",
  office_probe: "an Office program looks at an address before opening it",
  unknown_program: "by a program we do not know",
  image_proxy: "fetched by the mail service when the person opened it",
  mail_program: "by a mail program",
  browser: "by a browser",
} as const;

export interface JudgedSignal {
  readonly id: string;
  readonly verdict: SignalVerdict;
  readonly reasons: readonly SignalReason[];
}

/** How long `unsure` waits for more evidence before it counts as a machine (SEMANTICS §2). */
export const SETTLE_MS = 90 * SECOND_MS;

const TOO_SOON_MS = 2 * SECOND_MS;
const BURST_LINKS = 3;
const BURST_MS = 10 * SECOND_MS;

interface Draft {
  readonly signal: RawSignal;
  readonly agent: AgentKind;
  /** Milliseconds since acceptance; a clock that runs ahead gives below zero. */
  readonly age: number;
  readonly machine: Set<SignalReason>;
  readonly suspect: Set<SignalReason>;
}

/** What a single fetch proves or hints by itself. */
function judgeAlone(signal: RawSignal, context: SignalContext): Draft {
  const agent = classifyAgent(signal.userAgent);
  const age = signal.at - context.acceptedAt;
  const draft: Draft = { signal, agent, age, machine: new Set(), suspect: new Set() };
  const { machine, suspect } = draft;
  if (signal.source === "provider") return draft;
  if (signal.method.toUpperCase() !== "GET") machine.add("method");
  if (signal.prefetch) machine.add("prefetch");
  if (agent === "none") machine.add("no_agent");
  if (agent === "scanner") machine.add("scanner_agent");
  if (signal.network === "scanner") machine.add("scanner_network");
  if (signal.honeypot) machine.add("honeypot");
  if (context.sharedAddress?.has(signal.id)) machine.add("shared_address");
  if (age < TOO_SOON_MS) machine.add("too_soon");
  if (agent === "privacy_proxy") (signal.kind === "open" ? machine : suspect).add("privacy_proxy");
  if (agent === "stale_browser") suspect.add("stale_browser");
  if (agent === "other") suspect.add("unknown_program");
  if (signal.network === "cloud" && agent !== "image_proxy") suspect.add("cloud_network");
  if (signal.kind === "open") judgeOpenAlone(draft);
  else judgeClickAlone(draft);
  return draft;
}

function judgeOpenAlone({ signal, agent, age, machine, suspect }: Draft): void {
  if (signal.network === "privacy_relay") machine.add("privacy_relay");
  // A mail program may well be open when the mail arrives; a plain browser within five seconds is more often a scanner.
  if (agent === "browser" && age < 5 * SECOND_MS) suspect.add("quick");
}

function judgeClickAlone({ agent, age, machine, suspect }: Draft): void {
  if (agent === "image_proxy") machine.add("scanner_agent");
  if (agent === "office_probe") suspect.add("office_probe");
  if (age < 10 * SECOND_MS) suspect.add("quick");
  else if (age < MINUTE_MS) suspect.add("prompt");
}

const near = (a: RawSignal, b: RawSignal, ms: number): boolean => Math.abs(a.at - b.at) <= ms;

/** Runs of clicks on many links in a short time, and what lies within a minute of the hidden link. */
function judgeTogether(clicks: readonly Draft[], context: SignalContext): void {
  const own = clicks.filter((draft) => draft.signal.source === "own");
  for (const trap of own.filter((draft) => draft.signal.honeypot)) {
    for (const other of own) {
      if (other !== trap && near(other.signal, trap.signal, MINUTE_MS)) other.machine.add("near_honeypot");
    }
  }
  for (const first of own) {
    const within = (ms: number) =>
      own.filter((d) => d.signal.at >= first.signal.at && d.signal.at - first.signal.at <= ms);
    const links = (drafts: readonly Draft[]) => new Set(drafts.map((d) => d.signal.linkId ?? "")).size;
    const burst = within(BURST_MS);
    if (links(burst) >= BURST_LINKS) for (const draft of burst) draft.machine.add("burst");
    const minute = within(MINUTE_MS);
    const all = context.linkCount;
    if (all !== null && all >= BURST_LINKS && links(minute) >= all) for (const d of minute) d.machine.add("every_link");
    const pair = within(TOO_SOON_MS);
    if (links(pair) === 2) for (const draft of pair) draft.suspect.add("two_links");
  }
}

/** A visitor known to be a machine is one wherever it shows; its neighbours in time are doubtful. */
function judgeByCompany(drafts: readonly Draft[]): void {
  // A browser that fetches ahead is the person's own.
  const own = (draft: Draft) => draft.machine.size === 1 && draft.machine.has("prefetch");
  const proven = drafts.filter((draft) => draft.machine.size > 0 && draft.agent !== "privacy_proxy" && !own(draft));
  for (const draft of drafts) {
    if (draft.machine.size > 0 || draft.signal.source === "provider" || draft.agent === "image_proxy") continue;
    const { ip, userAgent } = draft.signal;
    const sameAddress = proven.filter((other) => ip !== null && other.signal.ip === ip);
    const sameVisitor = sameAddress.some(
      (other) => other.signal.userAgent === userAgent || near(other.signal, draft.signal, MINUTE_MS),
    );
    // Mail services fetch pictures early by themselves: only clicks make their neighbours doubtful.
    const neighbour = proven.some(
      (other) => other.signal.kind === "click" && near(other.signal, draft.signal, BURST_MS),
    );
    if (sameVisitor) draft.machine.add("same_visitor");
    else if (neighbour) draft.suspect.add("near_machine");
  }
}

function weigh(draft: Draft): JudgedSignal {
  const { signal, agent, machine, suspect } = draft;
  const id = signal.id;
  if (signal.source === "provider") return { id, verdict: "unsure", reasons: ["provider"] };
  if (machine.size > 0) return { id, verdict: "machine", reasons: [...machine] };
  // Two hints together are a proof for a click; promptness is a hint only beside another one.
  if (suspect.size > 1) return { id, verdict: signal.kind === "click" ? "machine" : "unsure", reasons: [...suspect] };
  if (suspect.size === 1 && !suspect.has("prompt")) return { id, verdict: "unsure", reasons: [...suspect] };
  const by =
    agent === "image_proxy" || agent === "mail_program" ? agent : agent === "office_probe" ? "mail_program" : "browser";
  return { id, verdict: "human", reasons: [by] };
}

/**
 * Verdicts on all opens and clicks of one touch, in the order given. Pure: asked again after every new signal, it may
 * turn an earlier `human` into `machine` (a scanner shows itself by its later clicks), and a person who comes after a
 * scanner still counts.
 */
export function judgeSignals(signals: readonly RawSignal[], context: SignalContext): JudgedSignal[] {
  const drafts = signals.map((signal) => judgeAlone(signal, context));
  judgeTogether(
    drafts.filter((draft) => draft.signal.kind === "click"),
    context,
  );
  judgeByCompany(drafts);
  return drafts.map(weigh);
}

/**
 * Signals whose address followed links of at least three different people within a minute: a gateway at work.
 * `person` groups the signals of one person; give clicks of all mails to one domain.
 */
export function findSharedAddresses(
  clicks: readonly { readonly signal: RawSignal; readonly person: string }[],
): Set<string> {
  const shared = new Set<string>();
  const byAddress = new Map<string, (typeof clicks)[number][]>();
  for (const click of clicks) {
    const { ip, kind } = click.signal;
    if (ip === null || kind !== "click") continue;
    byAddress.set(ip, [...(byAddress.get(ip) ?? []), click]);
  }
  for (const group of byAddress.values()) {
    for (const { signal: first } of group) {
      const minute = group.filter(({ signal }) => signal.at >= first.at && signal.at - first.at <= MINUTE_MS);
      if (new Set(minute.map(({ person }) => person)).size < 3) continue;
      for (const { signal } of minute) shared.add(signal.id);
    }
  }
  return shared;
}
