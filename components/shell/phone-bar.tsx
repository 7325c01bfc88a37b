"use client";

import { Menu as MenuIcon, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { lateModule } from "@/components/ui/late-module";

// Most screens are wide and never open it.
const sheet = lateModule(() => import("@/components/ui/sheet"));

export interface PhoneBarProps {
  title: string;
  onSearch: () => void;
  switcher: ReactNode;
  /** Given a function that closes the sheet. */
  links: (close: () => void) => ReactNode;
  clock: ReactNode;
  member: ReactNode;
  bell: ReactNode;
}

/** Below 768 px: a bar with the name, and the rail's content in a sheet. */
export function PhoneBar({ title, onSearch, switcher, links, clock, member, bell }: PhoneBarProps) {
  const [open, setOpen] = useState(false);
  const parts = sheet.now();
  return (
    <header className="sticky top-(--shell-banner) z-30 flex h-12 items-center gap-1 border-line border-b bg-canvas px-2 md:hidden">
      <IconButton
        label="Menu"
        icon={<MenuIcon aria-hidden="true" />}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerDown={() => void sheet.load()}
        onClick={() => void sheet.load().then(() => setOpen(true))}
      />
      {parts ? (
        <parts.Sheet side="left" title="Menu" titleHidden open={open} onOpenChange={setOpen}>
          <div className="-mt-3 flex min-h-full flex-col gap-4">
            {switcher}
            <div className="flex-1">{links(() => setOpen(false))}</div>
            {clock}
            {member}
          </div>
        </parts.Sheet>
      ) : null}
      <p className="min-w-0 flex-1 truncate text-center font-medium font-serif text-lg">{title}</p>
      {bell}
      <IconButton label="Search" icon={<Search aria-hidden="true" />} onClick={onSearch} />
    </header>
  );
}
