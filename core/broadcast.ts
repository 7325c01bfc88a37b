import { z } from "zod";
import { emptyGraph, newNode } from "@/core/edit";
import type { Graph } from "@/core/graph";
import type { JsonObject } from "@/core/json";
import type { Names } from "@/core/names";
import type { Lookup } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import { validate } from "@/core/validate";

/** To whom a broadcast goes. Each person once, however many addresses they have here. */
export const audienceSchema = z.discriminatedUnion("by", [
  z.object({ by: z.literal("everybody") }),
  z.object({ by: z.literal("segment"), segmentId: z.string().max(64) }),
  z.object({ by: z.literal("tag"), tag: z.string().trim().max(64) }),
  /** A list: these contacts and nobody else. */
  z.object({ by: z.literal("contacts"), contactIds: z.array(z.string().min(1).max(64)).max(20_000) }),
]);
export type BroadcastAudience = z.infer<typeof audienceSchema>;

/**
 * draft → scheduled → sending ⇄ paused → finished, and cancelled from each of the middle ones. `sending` begins when the
 * first message is made; a broadcast is finished when none of its messages waits any more.
 */
export const broadcastStates = ["draft", "scheduled", "sending", "paused", "finished", "cancelled"] as const;
export type BroadcastState = (typeof broadcastStates)[number];

/** The step as which a broadcast's message is written, checked and read: an email step that stands alone. */
export const MESSAGE_STEP = "mail";

const ENTRY = "start";

/** An email step's configuration with nothing in it. */
export const emptyMessage = (): JsonObject => newNode(MESSAGE_STEP, "email", 2).config;

/** The message as a sequence of one email: whatever reads and checks email steps reads and checks it too. */
export function messageGraph(message: JsonObject): Graph {
  const { nodes } = emptyGraph(ENTRY);
  const entry = nodes[ENTRY];
  if (entry === undefined) throw new Error("an empty graph has its entry");
  const mail = { ...newNode(MESSAGE_STEP, "email", 2), config: message };
  return {
    format: 1,
    nodes: { [ENTRY]: { ...entry, next: { next: MESSAGE_STEP } }, [MESSAGE_STEP]: mail },
    nextStep: 3,
  };
}

/**
 * What is wrong with a broadcast: its message by the rules of email steps (nothing of an entry can be named: nobody enters),
 * and its audience at `audience`. The same in browser and server.
 */
export function checkBroadcast(
  message: JsonObject,
  audience: BroadcastAudience | null,
  lookup: Lookup = {},
): Problem[] {
  const { mergeVariables, ...rest } = lookup;
  const known = mergeVariables?.filter(({ path }) => !path.startsWith("entry"));
  const found = validate(messageGraph(message), known === undefined ? rest : { ...rest, mergeVariables: known });
  return [
    ...found.filter((problem) => problem.nodeId === MESSAGE_STEP && !(problem.path ?? "").startsWith("next.")),
    ...checkAudience(audience, lookup),
  ];
}

function checkAudience(audience: BroadcastAudience | null, { has }: Lookup): Problem[] {
  const must = (code: string, message: string): Problem[] => [
    { nodeId: null, path: "audience", code, message, rank: "must" },
  ];
  if (audience === null) return must("audience-missing", "Choose who gets it");
  switch (audience.by) {
    case "everybody":
      return [];
    case "segment":
      if (audience.segmentId === "") return must("segment-missing", "Choose a segment");
      return has && !has("segment", audience.segmentId)
        ? must("segment-gone", "Choose another segment: this one no longer exists")
        : [];
    case "tag":
      return audience.tag === "" ? must("tag-missing", "Choose a tag") : [];
    case "contacts":
      return audience.contactIds.length === 0 ? must("list-empty", "Put somebody on the list") : [];
  }
}

/** "Everybody in “Italian customers”". */
export function describeAudience(audience: BroadcastAudience | null, names: Names): string {
  if (audience === null) return "Nobody yet";
  switch (audience.by) {
    case "everybody":
      return "Everybody";
    case "segment":
      return audience.segmentId === ""
        ? "No segment yet"
        : `Everybody in “${names("segment", audience.segmentId) ?? "a deleted segment"}”`;
    case "tag":
      return audience.tag === "" ? "No tag yet" : `Everybody tagged “${audience.tag}”`;
    case "contacts":
      return `A list of ${audience.contactIds.length.toLocaleString("en")}`;
  }
}
