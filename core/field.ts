import type { JsonValue } from "@/core/json";

/**
 * The form controls a node type may ask for. components/canvas/controls holds one component per name in a
 * `Record<ControlName, …>`, so a missing one is a type error.
 */
export const controlNames = [
  "text", // string, one line
  "textarea", // string, many lines
  "merge-line", // string with merge variables (subject, preview)
  "mail-body", // string with merge variables and formatting (HTML)
  "mail-template", // { id, version } | null; changes the wording with it
  "number", // number, with min, max, unit
  "toggle", // boolean
  "select", // one of options
  "duration", // Duration { amount, unit }
  "time-of-day", // minutes from local midnight
  "weekdays", // number[] Monday 0 … Sunday 6, empty = every day
  "weekly-hours", // HoursLayer | null
  "date", // "YYYY-MM-DD"
  "date-field", // attribute key of a date
  "changes", // ContactChange[]
  "tag", // tag name
  "segment", // segment id
  "sender", // sender id
  "topic", // topic id
  "product", // product id, may be empty = any
  "products", // product ids
  "sequence", // sequence id
  "member", // member id or "owner"
  "email-step", // NodeId of an email step
  "thread", // email thread choice
  "repeat", // may-repeat choice
  "signal", // SignalFilter
  "condition", // Condition
  "outcomes", // WaitOutcome[]
  "branches", // BranchArm[]
  "weights", // SplitArm[]
  "entrance", // trigger: what lets people in
  "reentry", // trigger: re-entry rule
  "exits", // trigger: Exit[]
  "headers", // webhook headers: { name, value }[]
  "url", // https address
  "briefing", // Briefing
] as const;

export type ControlName = (typeof controlNames)[number];

/** One field of a step's form, as data. `path` is dotted into the config. */
export interface Field {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly control: ControlName;
  readonly tab: string;
  readonly options?: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  /** Shown only while the value at `path` is one of these. */
  readonly visibleWhen?: { readonly path: string; readonly in: readonly JsonValue[] };
}
