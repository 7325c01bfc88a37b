import "@/core/zod-words";
import type { GraphNode } from "@/core/graph";
import { isJsonObject, type JsonObject, sameJson } from "@/core/json";
import { mergeTitle } from "@/core/merge-title";
import type { AnyNodeType } from "@/core/node-type";
import { nodeTypeOf } from "@/core/nodes";

export interface ReadConfig {
  /** Always usable: a field the schema refuses stands at its default. */
  readonly config: unknown;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  /** A default stands where something else was written: what is said by `config` is not what stands there. */
  readonly standsIn: boolean;
}

const read = new WeakMap<GraphNode, ReadConfig>();

/** Parses a node's config by its type; remembered per node, so an edit parses only what it changed. */
export function readConfig(node: GraphNode, type: AnyNodeType): ReadConfig {
  const known = read.get(node);
  if (known !== undefined) return known;
  const made = parse(node.config, type);
  read.set(node, made);
  return made;
}

function parse(raw: JsonObject, type: AnyNodeType): ReadConfig {
  const parsed = type.schema.safeParse(raw);
  if (parsed.success) return { config: parsed.data, issues: [], standsIn: false };
  const defaults = type.defaults();
  const tolerant: Record<string, unknown> = isJsonObject(defaults) ? { ...defaults } : {};
  let standsIn = false;
  for (const [key, field] of Object.entries(type.schema.shape)) {
    const value = field.safeParse(raw[key]);
    if (value.success) tolerant[key] = value.data;
    // A text that is only too long or empty is shown as it is, so that the card reads what was typed.
    else if (typeof raw[key] === "string" && typeof tolerant[key] === "string") tolerant[key] = raw[key];
    else if (raw[key] !== undefined && !sameJson(raw[key], tolerant[key])) standsIn = true;
  }
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  return { config: tolerant, issues, standsIn };
}

/** The card's sentence of any node; of one whose config cannot be read as it was written, that it cannot. */
export function summaryOf(node: GraphNode, names: Parameters<AnyNodeType["summary"]>[1]): string {
  const type = nodeTypeOf(node.kind);
  if (type === null) return `A step this version does not know (${node.kind})`;
  const { config, standsIn } = readConfig(node, type);
  return standsIn ? "Something in it is not filled in right yet" : type.summary(config, names);
}

/** What a card is called: as somebody named it, else by what it says, else its kind. Merge tags in words. */
export function titleOf(node: GraphNode): string {
  const type = nodeTypeOf(node.kind);
  const own = type === null ? null : type.cardTitle?.(readConfig(node, type).config);
  return mergeTitle(node.name ?? own ?? type?.title ?? node.kind);
}
