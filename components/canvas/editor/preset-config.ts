import type { WorkspaceVocabulary } from "@/components/canvas/workspace-names";
import type { ControlName } from "@/core/field";
import { isJsonObject, type JsonObject } from "@/core/json";
import { nodeTypeOf } from "@/core/nodes";

/** A new step opens configured: what it asks of the workspace is chosen where there is something to choose. */
export function presetConfig(kind: string, vocabulary: WorkspaceVocabulary | null): JsonObject | null {
  const type = nodeTypeOf(kind);
  const defaults = type?.defaults();
  if (!type || vocabulary === null || !isJsonObject(defaults)) return null;
  const first: Partial<Record<ControlName, string | undefined>> = {
    sender: vocabulary.senders[0]?.id,
    topic: vocabulary.topics[0]?.id,
  };
  const preset: Record<string, JsonObject[string]> = { ...defaults };
  for (const { path, control } of type.fields) {
    const id = first[control];
    if (id !== undefined && preset[path] === "") preset[path] = id;
  }
  return preset;
}
