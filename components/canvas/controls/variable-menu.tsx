"use client";

import { Braces } from "lucide-react";
import type { WorkspaceVocabulary } from "@/components/canvas/workspace-names";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { knownMergeVariables } from "@/core/merge-fields";

/** Puts a value of the person into a text, with a fallback where it may be empty: no blank ever leaves. */
export function VariableMenu({
  vocabulary,
  onPick,
}: {
  vocabulary: WorkspaceVocabulary;
  onPick: (text: string) => void;
}) {
  const variables = knownMergeVariables(vocabulary.attributes.map(({ key }) => key)).filter(
    ({ path }) => !path.endsWith(".*"),
  );
  return (
    <Menu trigger={<IconButton label="Insert a value of the person" icon={<Braces />} size="sm" />}>
      {variables.map(({ path, mayBeEmpty }) => (
        <MenuItem
          key={path}
          onSelect={() => onPick(mayBeEmpty ? `{{ ${path} | default: "${fallbackOf(path)}" }}` : `{{ ${path} }}`)}
        >
          {path.replaceAll("_", " ").replaceAll(".", " · ")}
        </MenuItem>
      ))}
    </Menu>
  );
}

const fallbackOf = (path: string): string => (path === "first_name" || path === "full_name" ? "there" : "you");
