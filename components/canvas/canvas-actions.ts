import { createContext, type MouseEvent, type ReactNode } from "react";
import type { Slot } from "@/core/edit";
import type { NodeId, OutletId } from "@/core/graph";

/** What cards and lines may ask for. Stable functions: a card is drawn again only when its own view changes. */
export interface CanvasActionsValue {
  /** `also`: together with what is chosen already. `byKey`: pressed by keyboard, which then goes to what opens. */
  select(id: NodeId, options?: { readonly also: boolean; readonly byKey: boolean }): void;
  /** Opens the add menu beside `anchor` for this place on a line. */
  add(slot: Slot, anchor: Element): void;
  /** The foot of a card in modes that have one. */
  foot?: ((id: NodeId) => ReactNode) | undefined;
  /** The figure below the name of a way out. */
  tab?: ((id: NodeId, outlet: OutletId) => ReactNode) | undefined;
  /** A pill on the lower edge of a card: how many wait there. */
  under?: ((id: NodeId) => ReactNode) | undefined;
}

export const CanvasActions = createContext<CanvasActionsValue>({ select: () => undefined, add: () => undefined });

/** What a press on a card means, by the keys held and by what it was pressed with. */
export const pressOf = (event: MouseEvent): { also: boolean; byKey: boolean } => ({
  also: event.shiftKey || event.ctrlKey || event.metaKey,
  byKey: event.detail === 0,
});
