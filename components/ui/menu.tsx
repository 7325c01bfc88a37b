"use client";

import type { ReactElement, ReactNode } from "react";
import { lateModule } from "./late-module";
import type { MenuItemProps, MenuLinkProps, MenuPopupLook, MenuRadioGroupProps } from "./menu-parts";
import { usePopupTrigger } from "./use-popup-trigger";

const parts = lateModule(() => import("./menu-parts"));

export interface MenuProps extends MenuPopupLook {
  trigger: ReactElement;
  /** Controlled; left out, the trigger opens it. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** MenuItem, MenuLink, MenuRadioGroup, MenuGroup, MenuSeparator. */
  children: ReactNode;
}

/** A button and the menu it opens. Its rows are drawn by parts that are fetched when somebody comes near. */
export function Menu({ trigger, open, onOpenChange, children, ...look }: MenuProps) {
  const popup = usePopupTrigger(trigger, "menu", { open, onOpenChange }, parts);
  return (
    <>
      {popup.button}
      {popup.parts ? (
        <popup.parts.MenuPopup {...look} anchor={popup.anchor} open={popup.isOpen} onOpenChange={popup.setOpen}>
          {children}
        </popup.parts.MenuPopup>
      ) : null}
    </>
  );
}

export function MenuItem(props: MenuItemProps) {
  const here = parts.now();
  return here ? <here.MenuItem {...props} /> : null;
}

export function MenuLink(props: MenuLinkProps) {
  const here = parts.now();
  return here ? <here.MenuLink {...props} /> : null;
}

export function MenuRadioGroup<V extends string>(props: MenuRadioGroupProps<V>) {
  const here = parts.now();
  return here ? <here.MenuRadioGroup {...props} /> : null;
}

export function MenuGroup(props: { label: string; children: ReactNode }) {
  const here = parts.now();
  return here ? <here.MenuGroup {...props} /> : null;
}

export function MenuSeparator() {
  const here = parts.now();
  return here ? <here.MenuSeparator /> : null;
}
