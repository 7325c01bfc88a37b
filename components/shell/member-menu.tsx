"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem, MenuLink, MenuRadioGroup, MenuSeparator } from "@/components/ui/menu";
import type { ThemeChoice } from "@/components/ui/theme-choice";
import { useTheme } from "@/components/ui/theme-provider";
import type { ShellMember } from "./shell-data";

const themes = [
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
  { value: "system", label: "As the system", icon: <Monitor aria-hidden="true" /> },
] as const satisfies readonly { value: ThemeChoice; label: string; icon: unknown }[];

export interface MemberMenuProps {
  member: ShellMember;
  onSignOut: () => void;
  /** The member's own page; left out, it is not offered. */
  accountHref?: string | undefined;
  narrow?: boolean;
}

export function MemberMenu({ member, onSignOut, accountHref, narrow = false }: MemberMenuProps) {
  const { choice, setChoice } = useTheme();
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Your account: ${member.name}`}
          className={cn(
            "flex h-11 min-w-0 items-center gap-2.5 rounded-lg px-1.5 text-left transition-colors duration-80 hover:bg-line/50 data-popup-open:bg-line/50",
            narrow ? "w-10 justify-center" : "w-full",
          )}
        >
          <Avatar name={member.name} size="sm" />
          {narrow ? null : <span className="min-w-0 flex-1 truncate font-medium text-ink2">{member.name}</span>}
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="truncate font-medium font-serif text-lg">{member.name}</p>
        <p className="truncate text-ink3 text-sm">{member.email}</p>
      </div>
      <MenuSeparator />
      <MenuRadioGroup label="Theme" value={choice} onValueChange={setChoice} options={themes} />
      <MenuSeparator />
      {accountHref ? (
        <MenuLink href={accountHref} icon={<UserRound aria-hidden="true" />}>
          Your account
        </MenuLink>
      ) : null}
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
