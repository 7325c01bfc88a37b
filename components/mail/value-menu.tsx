"use client";

import { Braces } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { MergeVariable } from "@/core/merge-check";
import { sayMergePath, writeMergeValue } from "@/core/merge-value";

export interface ValueOption {
  readonly path: string;
  /** The Liquid to put in, with a fallback where the value may be empty: no blank ever leaves. */
  readonly raw: string;
}

/** What a writer may put in, from what merging knows. */
export const valueOptions = (variables: readonly MergeVariable[]): ValueOption[] =>
  variables
    .filter(({ path }) => !path.endsWith(".*"))
    .map(({ path, mayBeEmpty }) => ({
      path,
      raw: writeMergeValue({ path, fallback: mayBeEmpty ? fallbackOf(path) : null }),
    }));

const fallbackOf = (path: string): string => (path === "first_name" || path === "full_name" ? "there" : "you");

export interface ValueMenuProps {
  values: readonly ValueOption[];
  onPick: (raw: string) => void;
  /** Set to a function that opens the menu, for a key. */
  openRef?: RefObject<(() => void) | null>;
}

/** Puts a value of the person into a text. */
export function ValueMenu({ values, onPick, openRef }: ValueMenuProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (openRef) openRef.current = () => setOpen(true);
  }, [openRef]);
  return (
    <Menu
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Insert a value of the person" icon={<Braces />} size="sm" />}
    >
      {values.map(({ path, raw }) => (
        <MenuItem key={path} onSelect={() => onPick(raw)}>
          {sayMergePath(path)}
        </MenuItem>
      ))}
    </Menu>
  );
}
