"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { MemberMenu } from "./member-menu";
import { NavLinks } from "./nav-links";
import { isCanvasPath } from "./navigation";
import { PhoneBar } from "./phone-bar";
import { Rail } from "./rail";
import { RAIL_COOKIE, type ShellMember, type ShellWorkspace } from "./shell-data";
import type { Found } from "./use-found";
import { WorkspaceSwitcher } from "./workspace-switcher";

// Loaded when it is first opened.
const WorkspacePalette = dynamic(() => import("./workspace-palette").then((module) => module.WorkspacePalette), {
  ssr: false,
});

export interface WorkspaceShellProps {
  workspace: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  member: ShellMember;
  onSignOut: () => void;
  newWorkspaceHref?: string;
  accountHref?: string;
  /** From the cookie, so that the first paint has the right width. */
  railNarrow: boolean;
  /** A SendingBanner, or nothing. */
  banner?: ReactNode;
  /** A ClockChip in a sandbox, or nothing; called with whether there is room for words. */
  clock?: (narrow: boolean) => ReactNode;
  /** What happened for the member; nothing where nobody asks. */
  bell?: ReactNode;
  /** Figures beside pages of the rail. */
  counts?: Readonly<Record<string, number>>;
  /** A hook: what the palette finds beyond pages and settings. */
  useFound?: (workspace: string, search: string) => Found;
  children: ReactNode;
}

/**
 * The frame of every page of a workspace. The page scrolls with the window; a page that must fill the rest of the
 * screen (the canvas) takes the class `shell-height`.
 */
export function WorkspaceShell({
  workspace,
  workspaces,
  member,
  onSignOut,
  newWorkspaceHref,
  accountHref,
  railNarrow,
  banner,
  clock,
  bell = null,
  counts = {},
  useFound,
  children,
}: WorkspaceShellProps) {
  const [folded, setFolded] = useState(railNarrow);
  const [searching, setSearching] = useState(false);
  const searched = usePaletteKey(setSearching, searching);
  const onCanvas = isCanvasPath(usePathname());
  const narrow = onCanvas || folded;

  function toggleRail(): void {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
    document.cookie = `${RAIL_COOKIE}=${folded ? "wide" : "narrow"}; path=/; max-age=31536000; samesite=lax`;
    setFolded(!folded);
  }
  const switcher = (small: boolean) => (
    <WorkspaceSwitcher current={workspace} workspaces={workspaces} newHref={newWorkspaceHref} narrow={small} />
  );
  const memberMenu = (small: boolean) => (
    <MemberMenu member={member} onSignOut={onSignOut} accountHref={accountHref} narrow={small} />
  );

  return (
    <div className={cn("shell min-h-dvh", banner && "shell-with-banner")}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-lg bg-ink px-3.5 py-2 font-medium text-canvas no-underline focus:translate-y-0"
      >
        Skip to content
      </a>
      {banner ? <div className="sticky top-0 z-30">{banner}</div> : null}
      <PhoneBar
        title={workspace.name}
        onSearch={() => setSearching(true)}
        switcher={switcher(false)}
        links={(close) => <NavLinks workspace={workspace.slug} counts={counts} onNavigate={close} />}
        clock={clock?.(false)}
        member={memberMenu(false)}
        bell={bell}
      />
      <div className="flex">
        <Rail
          narrow={narrow}
          onToggle={onCanvas ? undefined : toggleRail}
          onSearch={() => setSearching(true)}
          switcher={switcher(narrow)}
          links={<NavLinks workspace={workspace.slug} counts={counts} narrow={narrow} />}
          clock={clock?.(narrow)}
          member={memberMenu(narrow)}
          bell={bell}
        />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      {searched ? (
        <WorkspacePalette
          workspace={workspace.slug}
          open={searching}
          onOpenChange={setSearching}
          onSignOut={onSignOut}
          {...(useFound ? { useFound } : {})}
        />
      ) : null}
    </div>
  );
}

/** Ctrl+K (⌘K) from anywhere. Gives whether the palette was ever wanted: it loads then, and stays. */
function usePaletteKey(setOpen: (change: (open: boolean) => boolean) => void, open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  useEffect(() => setWanted((before) => before || open), [open]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setOpen((before) => !before);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [setOpen]);
  return wanted;
}
