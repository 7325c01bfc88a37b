"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Menu, MenuGroup, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { ShellWorkspace } from "./shell-data";
import { Mark } from "./wordmark";

export interface WorkspaceSwitcherProps {
  current: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  /** Where a new one is made; left out, it is not offered. */
  newHref?: string | undefined;
  narrow?: boolean;
}

export function WorkspaceSwitcher({ current, workspaces, newHref, narrow = false }: WorkspaceSwitcherProps) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Workspace: ${current.name}`}
          className={cn(
            "flex h-11 min-w-0 items-center gap-2.5 rounded-lg px-1.5 text-left transition-colors duration-80 hover:bg-line/50 data-popup-open:bg-line/50",
            narrow ? "w-10 justify-center" : "w-full",
          )}
        >
          <Mark />
          {narrow ? null : (
            <>
              <span className="min-w-0 flex-1 truncate font-medium font-serif text-lg">{current.name}</span>
              <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink3" />
            </>
          )}
        </button>
      }
    >
      <MenuGroup label="Workspaces">
        {workspaces.map((workspace) => (
          <MenuLink
            key={workspace.slug}
            href={`/${workspace.slug}`}
            icon={workspace.slug === current.slug ? <Check aria-label="Current" /> : <span />}
          >
            {workspace.name}
          </MenuLink>
        ))}
      </MenuGroup>
      {newHref ? (
        <>
          <MenuSeparator />
          <MenuLink href={newHref} icon={<Plus aria-hidden="true" />}>
            New workspace
          </MenuLink>
        </>
      ) : null}
    </Menu>
  );
}
