"use client";

import type { WorkspaceVocabulary } from "@/components/canvas/workspace-names";
import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { Select } from "@/components/ui/select";
import { replyClasses } from "@/core/reply-class";
import { anySignal, type SignalFilter, signalKinds } from "@/core/signal-filter";
import { toOptions } from "./pick-controls";

const kinds = {
  open: "opens",
  click: "clicks",
  reply: "replies",
  purchase: "buys",
  event: "does something else",
} as const;
const kindOptions = signalKinds.map((kind) => ({ value: kind, label: kinds[kind] }));
const classOptions = replyClasses.map((name) => ({ value: name, label: name.replaceAll("_", " ") }));

/** Which signal is meant: its kind, and what of it must match. */
export function SignalParts({
  filter,
  onChange,
  vocabulary,
  label,
}: {
  filter: SignalFilter;
  onChange: (filter: SignalFilter, typing?: boolean) => void;
  vocabulary: WorkspaceVocabulary;
  label: string;
}) {
  return (
    <div className="flex flex-col gap-2">
      <Select
        aria-label={`${label}: what the person does`}
        options={kindOptions}
        value={filter.signal}
        onValueChange={(signal) => onChange(anySignal(signal))}
      />
      {filter.signal === "event" ? (
        <Input
          aria-label={`${label}: event name`}
          placeholder="Event name, like trial.started"
          value={filter.name}
          onValueChange={(name) => onChange({ ...filter, name }, true)}
        />
      ) : null}
      {filter.signal === "purchase" ? (
        <Combobox
          aria-label={`${label}: product`}
          options={toOptions(vocabulary.products)}
          value={filter.productId === "" ? null : filter.productId}
          onValueChange={(productId) => onChange({ ...filter, productId: productId ?? "" })}
          placeholder="Any product"
          clearable
        />
      ) : null}
      {filter.signal === "reply" ? (
        <MultiCombobox
          aria-label={`${label}: kinds of reply`}
          options={classOptions}
          value={filter.replyClasses}
          onValueChange={(chosen) => onChange({ ...filter, replyClasses: chosen })}
          placeholder="Any reply of a person"
        />
      ) : null}
    </div>
  );
}
