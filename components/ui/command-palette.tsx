"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { backdropStyle } from "./dialog";
import { Kbd } from "./kbd";
import { popupRowStyle } from "./popup-style";

export interface CommandItem {
  /** Unique in the whole palette. */
  id: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  shortcut?: string;
  /** Words it is also found by. */
  keywords?: string[];
  onSelect: () => void;
}
export interface CommandGroup {
  heading: string;
  items: readonly CommandItem[];
  /** Already the answer of a search on the server: shown whatever is typed. */
  found?: boolean;
}

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly CommandGroup[];
  placeholder?: string;
  search: string;
  onSearchChange: (text: string) => void;
  loading?: boolean;
}

function matches(item: CommandItem, search: string): boolean {
  const text = [item.label, item.hint ?? "", ...(item.keywords ?? [])].join(" ").toLocaleLowerCase("en");
  return search
    .toLocaleLowerCase("en")
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Everything by name. Esc closes and gives the focus back. */
export function CommandPalette({
  open,
  onOpenChange,
  groups,
  placeholder = "Go to, find or do…",
  search,
  onSearchChange,
  loading = false,
}: CommandPaletteProps) {
  const shown = groups
    .map((group) => ({ ...group, items: group.items.filter((item) => group.found || matches(item, search.trim())) }))
    .filter((group) => group.items.length > 0);

  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropStyle} />
        <BaseDialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-surface shadow-float outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <BaseDialog.Title className="sr-only">Command palette</BaseDialog.Title>
          <Command shouldFilter={false} loop label="Commands">
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-ink3" />
              <Command.Input
                value={search}
                onValueChange={onSearchChange}
                placeholder={placeholder}
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[min(26rem,60vh)] overflow-y-auto overscroll-contain p-1.5">
              {loading ? (
                <Command.Loading>
                  <p className="px-2.5 py-1.5 text-ink3 text-sm">Searching…</p>
                </Command.Loading>
              ) : null}
              {shown.length === 0 && !loading ? (
                <p role="status" className="px-2.5 py-6 text-center text-ink2">
                  Nothing is called “{search.trim()}”.
                </p>
              ) : null}
              {shown.map((group) => (
                <Command.Group
                  key={group.heading}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:text-ink3"
                >
                  {group.items.map((item) => (
                    <Command.Item
                      key={item.id}
                      value={item.id}
                      onSelect={() => {
                        onOpenChange(false);
                        item.onSelect();
                      }}
                      className={cn(popupRowStyle, "data-[selected=true]:bg-hover")}
                    >
                      <span className="grid size-4 shrink-0 place-items-center text-ink2 [&_svg]:size-4">
                        {item.icon}
                      </span>
                      <span className="min-w-0 flex-1 truncate">
                        {item.label}
                        {item.hint ? <span className="ml-2 text-ink3 text-sm">{item.hint}</span> : null}
                      </span>
                      {item.shortcut ? <Kbd>{item.shortcut}</Kbd> : null}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
