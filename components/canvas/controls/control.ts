import type { ComponentType } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import type { Field } from "@/core/field";
import type { Graph, NodeId } from "@/core/graph";
import type { JsonObject, JsonValue } from "@/core/json";
import type { Names } from "@/core/names";

/** What every control of the side panel is given. `value` is whatever the draft holds, also half-typed. */
export interface ControlProps {
  readonly field: Field;
  readonly value: JsonValue | undefined;
  /** `typing` joins keystrokes into one undo entry. */
  readonly onChange: (value: JsonValue, typing?: boolean) => void;
  /** Sets several values of the step at once, as one undo entry named `what`. */
  readonly onFields?: (changes: JsonObject, what: string) => void;
  /** Problems below the field's path: "" is the field itself, "0.label" something inside. */
  readonly problems: Readonly<Record<string, string>>;
  readonly vocabulary: WorkspaceVocabulary;
  readonly names: Names;
  readonly graph: Graph;
  readonly nodeId: NodeId;
}

export type Control = ComponentType<ControlProps>;

export const asText = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
export const asNumber = (value: JsonValue | undefined): number | null => (typeof value === "number" ? value : null);
export const asList = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
export const asStrings = (value: JsonValue | undefined): string[] =>
  asList(value).filter((one): one is string => typeof one === "string");
