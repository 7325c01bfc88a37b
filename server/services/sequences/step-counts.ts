import { type Figure, noFigures, type SequenceFigures } from "@/server/services/sequences/figures";

/** Figures of one step, by the rule of all figures. @see SequenceFigures */
export interface NodeCounts {
  /** Standing here now. */
  readonly here: number;
  /** Have ever come here. */
  readonly entered: number;
  /** Whose mail of this step is due and waits for its slot · is held by a rule · was taken over by a provider. */
  readonly waiting: number;
  readonly held: number;
  readonly sent: number;
  readonly skipped: number;
  readonly failed: number;
  readonly unknown: number;
  readonly opened: number;
  /** People for whom only a machine opened: left out of `opened`. */
  readonly machineOpened: number;
  readonly clicked: number;
  readonly replied: number;
  /** Why mails of this step are held now, most first. */
  readonly heldBy: readonly HeldBy[];
  /** People who left by each outlet. */
  readonly outlets: Readonly<Record<string, number>>;
}

export interface HeldBy {
  readonly reason: string;
  readonly ruleId: string | null;
  readonly count: number;
}

export interface Counts extends SequenceFigures {
  /** Entered since midnight where the workspace is. */
  readonly enteredToday: number;
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** Why mails of this sequence are held now, most first. */
  readonly heldBy: readonly HeldBy[];
}

const none: NodeCounts = {
  here: 0,
  entered: 0,
  waiting: 0,
  held: 0,
  sent: 0,
  skipped: 0,
  failed: 0,
  unknown: 0,
  opened: 0,
  machineOpened: 0,
  clicked: 0,
  replied: 0,
  heldBy: [],
  outlets: {},
};

/** True of now, whatever the range. */
const present: ReadonlySet<string> = new Set(["people", "finished", "here", "waiting", "held", "heldBy"]);

/** Sorts kept figures to their steps. @param ruleNames by id: rules that hold something */
export function toCounts(figures: readonly Figure[], ruleNames: ReadonlyMap<string, string>): Counts {
  const nodes = new Map<string, NodeCounts>();
  const held: (HeldBy & { nodeId: string })[] = [];
  let whole = noFigures;
  let enteredToday = 0;
  for (const { nodeId, figure, ref, ever, ranged, today } of figures) {
    const count = present.has(figure) ? ever : ranged;
    if (figure === "came") enteredToday = today;
    else if (count === 0) continue;
    else if (figure === "heldBy") held.push({ ...toReason(ref, ruleNames), nodeId, count });
    else if (nodeId === "") whole = figure in whole ? { ...whole, [figure]: count } : whole;
    else nodes.set(nodeId, withFigure(nodes.get(nodeId) ?? none, { figure, ref, count }));
  }
  held.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  for (const { nodeId, ...by } of held) {
    const counts = nodes.get(nodeId);
    if (counts) nodes.set(nodeId, { ...counts, heldBy: [...counts.heldBy, by] });
  }
  return { ...whole, enteredToday, nodes: Object.fromEntries(nodes), heldBy: joined(held) };
}

function withFigure(
  counts: NodeCounts,
  { figure, ref, count }: Pick<Figure, "figure" | "ref"> & { count: number },
): NodeCounts {
  switch (figure) {
    case "left":
      return { ...counts, outlets: { ...counts.outlets, [ref]: count } };
    // opened by anybody, less opened by a human
    case "openedAtAll":
      return { ...counts, machineOpened: counts.machineOpened + count };
    case "opened":
      return { ...counts, opened: count, machineOpened: counts.machineOpened - count };
    default:
      return figure in counts ? { ...counts, [figure]: count } : counts;
  }
}

/** `rule kind`, as take-in-figures.ts writes it; a rule that is gone leaves its kind. */
function toReason(ref: string, ruleNames: ReadonlyMap<string, string>): Pick<HeldBy, "reason" | "ruleId"> {
  const at = ref.indexOf(" ");
  const ruleId = ref.slice(0, at);
  const name = ruleNames.get(ruleId);
  return name === undefined ? { reason: ref.slice(at + 1), ruleId: null } : { reason: name, ruleId };
}

/** The rules that hold something, by the figures. */
export function rulesIn(figures: readonly Figure[]): string[] {
  const ids = figures.flatMap(({ figure, ref }) => (figure === "heldBy" ? [ref.slice(0, ref.indexOf(" "))] : []));
  return [...new Set(ids)].filter((id) => id !== "");
}

/** The same reasons over all steps, most first. */
function joined(held: readonly HeldBy[]): HeldBy[] {
  const sums = new Map<string, HeldBy>();
  for (const { reason, ruleId, count } of held) {
    const key = `${ruleId ?? ""} ${reason}`;
    sums.set(key, { reason, ruleId, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
