"use client";

import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { replyClasses } from "@/core/reply-class";
import { anySignal, type SignalFilter, signalKinds } from "@/core/signal-filter";
import { toOptions } from "./offered";
import { PropertyTests } from "./property-tests";

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
  links = [],
}: {
  filter: SignalFilter;
  onChange: (filter: SignalFilter, typing?: boolean) => void;
  vocabulary: WorkspaceVocabulary;
  label: string;
  /** Links of the mails it may be about; none: any link. */
  links?: readonly { readonly value: string; readonly label: string; readonly hint: string }[];
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
      {filter.signal === "click" && (links.length > 0 || filter.linkId !== "") ? (
        <Combobox
          aria-label={`${label}: link`}
          options={links}
          value={filter.linkId === "" ? null : filter.linkId}
          valueLabel="A link that is no longer there"
          onValueChange={(linkId) => onChange({ ...filter, linkId: linkId ?? "" })}
          placeholder="Any link"
          clearable
        />
      ) : null}
      {filter.signal === "purchase" ? (
        <Combobox
          aria-label={`${label}: product`}
          options={toOptions(vocabulary.products, filter.productId)}
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
      {filter.signal === "purchase" || filter.signal === "event" ? (
        <>
          <PropertyTests label={label} tests={filter.where} onChange={(where) => onChange({ ...filter, where })} />
          <Switch
            label="Only about what let the person in"
            hint="The same cart, order or renewal"
            checked={filter.sameKey}
            onCheckedChange={(sameKey) => onChange({ ...filter, sameKey })}
          />
        </>
      ) : null}
    </div>
  );
}
