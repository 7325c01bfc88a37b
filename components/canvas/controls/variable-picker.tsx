"use client";

import { PickList } from "@/components/canvas/add/pick-list";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { ValuesButton } from "@/components/mail/values-button";
import { Popover } from "@/components/ui/popover";
import { knownMergeVariables } from "@/core/merge-fields";
import { readTypedValue, sayMergePath, toSearchedValue, usualFallback, writeMergeValue } from "@/core/merge-value";

/** Puts a value of the person into a text, with a fallback where it may be empty: no blank ever leaves. */
export function VariablePicker({
  vocabulary,
  open,
  onOpenChange,
  onPick,
  backTo,
}: {
  vocabulary: Pick<WorkspaceVocabulary, "attributes">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPick: (text: string) => void;
  /** The text it is picked for: one goes on writing there. */
  backTo: () => HTMLElement | null;
}) {
  const variables = knownMergeVariables(vocabulary.attributes.map(({ key }) => key)).filter(
    ({ path }) => !path.endsWith(".*"),
  );
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      title="Value of the person"
      titleHidden
      backTo={backTo}
      align="end"
      className="w-72 p-2"
      trigger={<ValuesButton />}
    >
      <PickList
        label="Value of the person"
        empty="No value is called that."
        typed={{ words: toSearchedValue, complete: readTypedValue }}
        entries={variables.map(({ path, mayBeEmpty }) => ({
          id: path.replaceAll(".", "-"),
          title: sayMergePath(path),
          hint: hintOf(path, mayBeEmpty),
          key: null,
          icon: "enter" as const,
          tone: "ink" as const,
          value: writeMergeValue({ path, fallback: mayBeEmpty ? usualFallback(path) : null }),
        }))}
        onPick={onPick}
      />
    </Popover>
  );
}

function hintOf(path: string, mayBeEmpty: boolean): string {
  if (!mayBeEmpty) return "always known";
  const fallback = usualFallback(path);
  return fallback === null ? "say what to write where it is empty" : `else “${fallback}”`;
}
