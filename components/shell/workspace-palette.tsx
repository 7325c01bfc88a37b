"use client";

import { LogOut, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type CommandItem, CommandPalette } from "@/components/ui/command-palette";
import { useTheme } from "@/components/ui/theme-provider";
import { builtPages, navigationGroups, settingsPage, settingsSections } from "./navigation";
import type { Found } from "./use-found";

export interface WorkspacePaletteProps {
  workspace: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSignOut: () => void;
  /** What a search found, by the text typed so far: sequences, contacts, steps; and what may be done. */
  useFound?: (workspace: string, search: string) => Found;
}

const nothingFound: Found = { groups: [], loading: false, actions: [], last: [] };
const useNothing = () => nothingFound;

/** Pages, settings and a few actions, always; and what `useFound` finds. */
export function WorkspacePalette({
  workspace,
  open,
  onOpenChange,
  onSignOut,
  useFound = useNothing,
}: WorkspacePaletteProps) {
  const router = useRouter();
  const { resolved, setChoice } = useTheme();
  const [search, setSearch] = useState("");
  const found = useFound(workspace, search);

  const pages = [...navigationGroups().flat(), ...(builtPages.includes("settings") ? [settingsPage] : [])];
  const goTo: CommandItem[] = pages.map(({ key, label, icon: Icon, keywords = [] }) => ({
    id: `page-${key}`,
    label,
    icon: <Icon aria-hidden="true" />,
    keywords: [...keywords],
    onSelect: () => router.push(`/${workspace}/${key}`),
  }));
  const settings: CommandItem[] = settingsSections().map(({ key, label, keywords }) => ({
    id: `settings-${key}`,
    label,
    hint: "Settings",
    keywords: [...keywords],
    onSelect: () => router.push(`/${workspace}/settings/${key}`),
  }));
  const other = resolved === "dark" ? "light" : "dark";
  const actions: CommandItem[] = [
    ...found.actions,
    {
      id: "theme",
      label: `Switch to ${other} theme`,
      icon: other === "dark" ? <Moon aria-hidden="true" /> : <Sun aria-hidden="true" />,
      onSelect: () => setChoice(other),
    },
    { id: "sign-out", label: "Sign out", icon: <LogOut aria-hidden="true" />, onSelect: onSignOut },
  ];

  return (
    <CommandPalette
      open={open}
      onOpenChange={(next) => {
        if (!next) setSearch("");
        onOpenChange(next);
      }}
      search={search}
      onSearchChange={setSearch}
      loading={found.loading}
      groups={[
        ...found.groups,
        { heading: "Go to", items: goTo },
        { heading: "Settings", items: search === "" ? [] : settings },
        { heading: "Do", items: actions },
        ...found.last,
      ]}
    />
  );
}
