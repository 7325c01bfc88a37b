"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Graph, type NodeId, nodesOf, stepLabel } from "@/core/graph";
import { isJsonObject } from "@/core/json";
import { nodeTypeOf } from "@/core/nodes";
import { asText, type ControlProps } from "./control";
import { InnerProblem, Labelled, LabelledGroup } from "./labelled";
import { toNumber } from "./value-controls";

/** The steps that send, as one speaks of them: "S2 Three things to try". */
export function emailSteps(graph: Graph, except: NodeId | null = null): { value: string; label: string }[] {
  return nodesOf(graph)
    .filter((node) => node.id !== except && nodeTypeOf(node.kind)?.sends)
    .map((node) => ({
      value: node.id,
      label: `${stepLabel(node)} ${asText(node.config.subject) || "Email without a subject"}`,
    }));
}

/** A select has no empty value; this stands for it. */
export const ANY_MAIL = "any";

export function EmailStepControl(props: ControlProps) {
  return (
    <Labelled props={props} native={false}>
      <Select
        options={[{ value: ANY_MAIL, label: "Any mail of this sequence" }, ...emailSteps(props.graph)]}
        value={asText(props.value) || ANY_MAIL}
        onValueChange={(chosen) => props.onChange(chosen === ANY_MAIL ? "" : chosen)}
      />
    </Labelled>
  );
}

const NEW_THREAD = "new";

export function ThreadControl(props: ControlProps) {
  const { value, onChange, graph, nodeId, problems } = props;
  const mode = isJsonObject(value) ? asText(value.mode) : NEW_THREAD;
  const target = isJsonObject(value) && mode === "reply" ? asText(value.nodeId) : NEW_THREAD;
  const replies = emailSteps(graph, nodeId).map((step) => ({ value: step.value, label: `Reply to ${step.label}` }));
  return (
    <Labelled props={{ ...props, problems: { ...problems, "": problems[""] ?? problems.nodeId ?? "" } }} native={false}>
      <Select
        options={[{ value: NEW_THREAD, label: "New thread" }, ...replies]}
        value={target}
        onValueChange={(chosen) =>
          onChange(chosen === NEW_THREAD ? { mode: "new" } : { mode: "reply", nodeId: chosen })
        }
      />
    </Labelled>
  );
}

const repeatOptions = [
  { value: "never", label: "Never twice", hint: "Not within 180 days, whatever sequence sends it" },
  { value: "after", label: "May repeat after some days" },
  { value: "once_per_key", label: "Once per cart, order or renewal" },
];

export function RepeatControl(props: ControlProps) {
  const { value, onChange, problems, field } = props;
  const kind = isJsonObject(value) ? asText(value.kind) : "never";
  const days = isJsonObject(value) && typeof value.days === "number" ? value.days : null;
  return (
    <LabelledGroup props={props}>
      <Select
        aria-label={field.label}
        options={repeatOptions}
        value={kind}
        onValueChange={(chosen) => onChange(chosen === "after" ? { kind: "after", days: 30 } : { kind: chosen })}
      />
      {kind === "after" ? (
        <Input
          type="number"
          min={1}
          aria-label="Days until it may repeat"
          value={days ?? ""}
          onValueChange={(text) => onChange({ kind: "after", days: toNumber(text) }, true)}
          trailing="days"
        />
      ) : null}
      <InnerProblem message={problems.days} />
    </LabelledGroup>
  );
}
