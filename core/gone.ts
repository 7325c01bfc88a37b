import type { Condition } from "@/core/audience";
import type { Graph, GraphNode } from "@/core/graph";
import { nodesOf } from "@/core/graph";
import { mailLinksOf } from "@/core/mail-links";
import type { CheckContext } from "@/core/node-type";
import type { SignalFilter } from "@/core/signal-filter";

/** A field that names what is no longer there; a decision by it would be about nothing. */
export interface Gone {
  readonly path: string;
  readonly code: "topic-gone" | "product-gone" | "segment-gone" | "link-gone";
  readonly message: string;
}

type Asked = Pick<CheckContext, "graph" | "lookup">;
type Kind = "topic" | "product" | "segment" | "link";

const gone = (kind: Kind, path: string): Gone => ({
  path,
  code: `${kind}-gone`,
  message: `Choose another ${kind}: this one no longer exists`,
});

/** What a filter of signals names and is gone. Paths are within the filter. */
export function goneInFilter(filter: SignalFilter, { graph, lookup }: Asked): Gone[] {
  const found: Gone[] = [];
  if (filter.signal === "purchase" && isGone(lookup, "product", filter.productId))
    found.push(gone("product", "productId"));
  if (filter.signal === "click" && filter.linkId !== "" && !linkIdsOf(graph).has(filter.linkId))
    found.push(gone("link", "linkId"));
  return found;
}

/** What a condition names and is gone. Paths are within the condition ("of.0.subject"), as checkCondition's. */
export function goneInCondition(condition: Condition, ctx: Asked, path = ""): Gone[] {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (condition.type !== "test")
    return condition.of.flatMap((part, index) => goneInCondition(part, ctx, at(`of.${index}`)));
  const { subject, value } = condition;
  switch (subject.on) {
    case "topic":
    case "interest":
    case "consent":
      return isGone(ctx.lookup, "topic", subject.topicId) ? [gone("topic", at("subject"))] : [];
    case "product":
    case "purchases":
    case "spending":
      return isGone(ctx.lookup, "product", subject.productId) ? [gone("product", at("subject"))] : [];
    case "segments": {
      const ids = Array.isArray(value) ? value : [value];
      const missing = ids.some((id) => typeof id === "string" && isGone(ctx.lookup, "segment", id));
      return missing ? [gone("segment", at("value"))] : [];
    }
    case "signals":
      return goneInFilter(subject.filter, ctx).map((one) => ({ ...one, path: at(`subject.filter.${one.path}`) }));
    default:
      return [];
  }
}

const isGone = ({ has }: Asked["lookup"], kind: "topic" | "product" | "segment", id: string): boolean =>
  has !== undefined && id !== "" && !has(kind, id);

const known = new WeakMap<GraphNode, readonly string[]>();

/** Ids of the links the mails of a sequence have, as publishing would leave them. */
function linkIdsOf(graph: Graph): ReadonlySet<string> {
  return new Set(
    nodesOf(graph).flatMap((node) => {
      const ids = known.get(node) ?? mailLinksOf(node).map(({ id }) => id);
      known.set(node, ids);
      return ids;
    }),
  );
}
