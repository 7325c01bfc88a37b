import type { inferRouterOutputs } from "@trpc/server";
import { narrowBrand } from "@/core/brand";
import { knownMergeVariables } from "@/core/merge-fields";
import type { Names } from "@/core/names";
import type { Lookup } from "@/core/node-type";
import type { SequenceSettings } from "@/core/sequence-settings";
import type { AppRouter } from "@/server/api/root";

/** What exists in the workspace, as the server tells it. */
export type WorkspaceVocabulary = inferRouterOutputs<AppRouter>["workspace"]["names"];

const listsOf = (
  data: WorkspaceVocabulary,
): Partial<Record<Parameters<Names>[0], readonly { id: string; name: string }[]>> => ({
  sender: data.senders,
  topic: data.topics,
  product: data.products,
  segment: data.segments,
  sequence: data.sequences,
  member: data.members,
  team: data.teams,
  rule: data.rules,
  form: data.forms,
});

export function namesOf(data: WorkspaceVocabulary): Names {
  const lists = listsOf(data);
  return (kind, id) =>
    kind === "attribute"
      ? (data.attributes.find(({ key, isDefined }) => isDefined && key === id)?.label ?? id)
      : (lists[kind]?.find((one) => one.id === id)?.name ?? null);
}

/** The same with the brand of the team a sequence belongs to. */
function withBrand(lookup: Lookup, data: WorkspaceVocabulary | null, teamId: string | null): Lookup {
  if (data === null) return lookup;
  const own = data.brands.teams.find((one) => one.teamId === teamId)?.rules ?? null;
  return { ...lookup, brand: narrowBrand(data.brands.workspace, own) };
}

export function lookupOf(data: WorkspaceVocabulary): Lookup {
  const lists = listsOf(data);
  return {
    has: (kind, id) => kind === "attribute" || (lists[kind]?.some((one) => one.id === id) ?? false),
    mergeVariables: knownMergeVariables(data.attributes.map(({ key }) => key)),
    ...data.listed,
    senderAddress: (id) => data.senders.find((one) => one.id === id)?.address ?? null,
  };
}

/** What a sequence's draft is judged by: what exists, its team's brand, its own settings. */
export const lookupOfSequence = (
  lookup: Lookup,
  data: WorkspaceVocabulary | null,
  { teamId, settings }: { readonly teamId: string | null; readonly settings: SequenceSettings },
): Lookup => ({ ...withBrand(lookup, data, teamId), maxRounds: settings.maxRounds });
