"use client";

import { useState } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { knownMergeVariables } from "@/core/merge-fields";
import { sayMergePath } from "@/core/merge-value";
import { chipsOf, type MergeChip, withFallback } from "./merge-chips";

/** Under a text: the values it names, each with what is written where nothing is known. A press changes the fallback. */
export function MergeChipRow({
  text,
  vocabulary,
  onChange,
}: {
  text: string;
  vocabulary: WorkspaceVocabulary;
  onChange: (text: string) => void;
}) {
  const chips = chipsOf(text);
  if (chips.length === 0) return null;
  const known = knownMergeVariables(vocabulary.attributes.map(({ key }) => key));
  const mayBeEmpty = ({ path }: MergeChip) => known.find((one) => one.path === path)?.mayBeEmpty ?? true;
  return (
    <ul aria-label="Values in this text" className="flex flex-wrap gap-1">
      {chips.map((chip) => (
        <li key={chip.index}>
          <Chip
            chip={chip}
            needsFallback={mayBeEmpty(chip)}
            onFallback={(fallback) => onChange(withFallback(text, chip, fallback))}
          />
        </li>
      ))}
    </ul>
  );
}

function Chip({
  chip,
  needsFallback,
  onFallback,
}: {
  chip: MergeChip;
  needsFallback: boolean;
  onFallback: (fallback: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const missing = needsFallback && !chip.fallback;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title={sayMergePath(chip.path)}
      className="w-72"
      trigger={
        <button
          type="button"
          className={cn(
            "touch-target cursor-pointer rounded-pill border px-2 py-0.5 text-caption",
            missing ? "border-rust text-rust" : "border-line2 bg-surface2 text-ink2 hover:text-ink",
          )}
        >
          {sayMergePath(chip.path)}
          {chip.fallback ? ` · “${chip.fallback}”` : missing ? " · say what instead" : ""}
        </button>
      }
    >
      <Field
        label="Where nothing is known, write"
        {...(missing ? { error: "This can be empty: no mail leaves with a hole in it" } : {})}
      >
        <Input
          value={chip.fallback ?? ""}
          onValueChange={onFallback}
          onKeyDown={(event) => {
            if (event.key === "Enter") setOpen(false);
          }}
        />
      </Field>
    </Popover>
  );
}
