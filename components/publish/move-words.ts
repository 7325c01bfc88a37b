import type { inferRouterOutputs } from "@trpc/server";
import { stepName } from "@/components/sequences/step-words";
import { formatInstant } from "@/components/ui/date-format";
import { outletsOf } from "@/core/compile";
import { type Graph, type NodeId, stepLabel } from "@/core/graph";
import type { Destination } from "@/core/migrate";
import type { AppRouter } from "@/server/api/root";

export type PublishPlan = inferRouterOutputs<AppRouter>["sequences"]["planPublish"];
export type PlanGroup = PublishPlan["groups"][number];

const figures = new Intl.NumberFormat("en");
export const sayPeople = (count: number): string => `${figures.format(count)} ${count === 1 ? "person" : "people"}`;

export interface GroupTerms {
  readonly group: PlanGroup;
  readonly before: Graph;
  readonly after: Graph;
  readonly destination: Destination;
  readonly zone: string;
  /** "version 5" */
  readonly version: string;
}

/** What a group of people meets when the version is published, one sentence each. */
export function sayGroup({ group, before, after, destination, zone, version }: GroupTerms): string[] {
  const { foreseen, people, dueUntil } = group;
  if (destination.to === "stay") return [`finish on version ${group.version}`];
  if (destination.to === "exit") return ["leave the sequence; nothing more of it is sent to them"];
  const scale = (count: number) => Math.round((count / Math.max(1, foreseen.seen)) * people);
  const many = (count: number) => `${foreseen.seen < people ? "about " : ""}${figures.format(scale(count))}`;
  const all = (count: number) => count === foreseen.seen;
  const who = (count: number) => (all(count) ? "" : `${many(count)} `);
  const said: string[] = [];
  if (destination.to === "node") {
    const target = after.nodes[destination.nodeId];
    said.push(`go to ${target ? stepName(target) : "a step that is gone"}`);
  } else if (group.nodeId !== null) said.push(...movedLines(before, after, group.nodeId));
  if (foreseen.anew > 0)
    said.push(`${who(foreseen.anew)}held or waiting: sent when it would have been, with ${version}’s text`);
  if (foreseen.due > 0) {
    const last = dueUntil ? `, the last by ${formatInstant(dueUntil, zone, "short")}` : "";
    said.push(`${who(foreseen.due)}come to a mail at once: they get it one by one, at the sender’s usual pace${last}`);
  }
  if (foreseen.acts > 0) said.push(`${who(foreseen.acts)}come to a step that does something; it does it now`);
  if (foreseen.sooner > 0) said.push(`${who(foreseen.sooner)}go on sooner${until(foreseen, zone)}`);
  if (foreseen.later > 0) said.push(`${who(foreseen.later)}wait longer${until(foreseen, zone)}`);
  if (foreseen.left > 0) said.push(`${who(foreseen.left)}come to the end`);
  if (foreseen.leaving > 0)
    said.push(`${who(foreseen.leaving)}have a mail leaving this moment: they move when it has left`);
  return said.length === 0 ? ["no change"] : said;
}

function until({ from, until: last }: PlanGroup["foreseen"], zone: string): string {
  if (from === null || last === null) return "";
  const first = formatInstant(new Date(from), zone, "short");
  return from === last ? `, on ${first}` : `, from ${first} to ${formatInstant(new Date(last), zone, "short")}`;
}

/** “Nothing” now leads to S7 */
function movedLines(before: Graph, after: Graph, nodeId: NodeId): string[] {
  const [old, now] = [before.nodes[nodeId], after.nodes[nodeId]];
  if (!old || !now) return [];
  return outletsOf(after, nodeId).flatMap(({ id, label }) => {
    const [from, to] = [old.next[id], now.next[id]];
    if (from === to) return [];
    const target = to === undefined ? undefined : after.nodes[to];
    const where = target ? `leads to ${stepLabel(target)}` : "ends here";
    return [id === "next" ? `the way on now ${where}` : `“${label}” now ${where}`];
  });
}
