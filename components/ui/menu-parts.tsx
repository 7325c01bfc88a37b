"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { popupItemStyle, popupLabelStyle, popupSeparatorStyle, popupStyle } from "./popup-style";
import { isOwnPress } from "./use-popup-trigger";

export interface MenuPopupLook {
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string | undefined;
}

export interface MenuPopupProps extends MenuPopupLook {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** What opens at the button of a Menu; the keyboard goes back there. */
export function MenuPopup(props: MenuPopupProps) {
  const { anchor, open, onOpenChange, align = "end", side = "bottom", children, className } = props;
  return (
    <BaseMenu.Root
      open={open}
      onOpenChange={(next, { event }) => {
        if (next || !isOwnPress(event, anchor)) onOpenChange(next);
      }}
    >
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          anchor={anchor}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <BaseMenu.Popup
            aria-labelledby={anchor.current?.id}
            finalFocus={anchor}
            className={cn(popupStyle, "min-w-52 max-w-80", className)}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface MenuRowProps {
  icon?: ReactNode;
  children: ReactNode;
  hint?: ReactNode;
  /** Shown at the right, e.g. "E". */
  shortcut?: string;
}

function MenuRow({ icon, children, hint, shortcut }: MenuRowProps) {
  return (
    <>
      {icon ? <span className="grid size-4 shrink-0 place-items-center [&_svg]:size-4">{icon}</span> : null}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {hint ? <span className="block truncate text-ink3 text-sm">{hint}</span> : null}
      </span>
      {shortcut ? <Kbd>{shortcut}</Kbd> : null}
    </>
  );
}

export interface MenuItemProps extends MenuRowProps {
  onSelect: () => void;
  disabled?: boolean;
  danger?: boolean;
}

export function MenuItem({ onSelect, disabled = false, danger = false, ...row }: MenuItemProps) {
  return (
    <BaseMenu.Item
      onClick={onSelect}
      disabled={disabled}
      className={cn(popupItemStyle, danger ? "text-rust data-highlighted:bg-rust-tint" : "[&_svg]:text-ink2")}
    >
      <MenuRow {...row} />
    </BaseMenu.Item>
  );
}

export interface MenuLinkProps extends MenuRowProps {
  href: string;
}

export function MenuLink({ href, ...row }: MenuLinkProps) {
  return (
    <BaseMenu.LinkItem closeOnClick render={<Link href={href} />} className={cn(popupItemStyle, "[&_svg]:text-ink2")}>
      <MenuRow {...row} />
    </BaseMenu.LinkItem>
  );
}

export interface MenuRadioGroupProps<V extends string> {
  label: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; icon?: ReactNode; hint?: string }[];
}

export function MenuRadioGroup<V extends string>({ label, value, onValueChange, options }: MenuRadioGroupProps<V>) {
  return (
    <BaseMenu.RadioGroup
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
    >
      <MenuGroup label={label}>
        {options.map((option) => (
          <BaseMenu.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick
            className={cn(popupItemStyle, "[&_svg]:text-ink2")}
          >
            <MenuRow icon={option.icon} hint={option.hint}>
              {option.label}
            </MenuRow>
            <BaseMenu.RadioItemIndicator>
              <Check aria-hidden="true" className="size-4 text-pine!" />
            </BaseMenu.RadioItemIndicator>
          </BaseMenu.RadioItem>
        ))}
      </MenuGroup>
    </BaseMenu.RadioGroup>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className={popupLabelStyle}>{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className={popupSeparatorStyle} />;
}
