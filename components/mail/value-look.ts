import { cn } from "@/components/ui/cn";
import { knownMergeVariables } from "@/core/merge-fields";
import { readMergeValue, sayMergePath } from "@/core/merge-value";

/** Whether a value may come out empty, so that something must be said instead. */
export type MayBeEmpty = (path: string) => boolean;

export function mayBeEmptyIn(attributes: readonly { readonly key: string }[]): MayBeEmpty {
  const known = knownMergeVariables(attributes.map(({ key }) => key));
  return (path) => known.find((one) => one.path === path)?.mayBeEmpty ?? true;
}

/** How a value stands in a line: named in words, with what is written where it is empty. */
export function lookOfValue(raw: string, mayBeEmpty: MayBeEmpty) {
  const value = readMergeValue(raw);
  const missing = value !== null && !value.fallback && mayBeEmpty(value.path);
  const instead = missing ? "say what instead" : value?.fallback;
  return {
    value,
    missing,
    label: value ? [sayMergePath(value.path), instead].filter(Boolean).join(" · ") : raw,
    className: cn(
      "mx-px rounded-sm border px-1 text-sm leading-[1.375rem]",
      missing ? "border-rust bg-rust-tint text-rust" : "border-line2 bg-slate-tint text-slate",
    ),
  };
}
