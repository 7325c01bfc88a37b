import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import type { ControlName } from "@/core/field";
import { isJsonObject, type JsonObject } from "@/core/json";
import { nodeTypeOf } from "@/core/nodes";
import type { SequenceSettings } from "@/core/sequence-settings";

/**
 * A new step opens configured: what it asks of the workspace is chosen where there is something to choose, as the sequence's
 * settings say.
 */
export function presetConfig(
  kind: string,
  vocabulary: WorkspaceVocabulary | null,
  settings: SequenceSettings,
): JsonObject | null {
  const type = nodeTypeOf(kind);
  const defaults = type?.defaults();
  if (!type || vocabulary === null || !isJsonObject(defaults)) return null;
  const first: Partial<Record<ControlName, string | undefined>> = {
    sender: wanted(vocabulary.senders, settings.defaultSenderId),
    topic: wanted(vocabulary.topics, settings.defaultTopicId),
  };
  const preset: Record<string, JsonObject[string]> = { ...defaults };
  for (const { path, control } of type.fields) {
    const id = first[control];
    if (id !== undefined && preset[path] === "") preset[path] = id;
  }
  if (type.sends) preset.priority = settings.priority;
  return preset;
}

/** The one the settings name, else the first; what is archived is nobody's choice. */
function wanted(list: readonly { id: string; archived: boolean }[], id: string | null): string | undefined {
  const there = list.filter(({ archived }) => !archived);
  return (there.find((one) => one.id === id) ?? there[0])?.id;
}
