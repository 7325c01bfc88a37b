"use client";

import { useEffect, useMemo, useRef } from "react";
import { type CardsInput, drawCards } from "./draw-cards";
import type { Cards } from "./drawing";
import { type Flow, type FlowInput, toFlow } from "./to-flow";

/** Cards that were drawn elsewhere, and what of; null: of something else by now. */
export interface FirstCards {
  readonly cards: Cards;
  readonly of: Omit<CardsInput, "hasFoot"> | null;
}

/** Cards in their places: laid out again only when the graph or its problems change, not when a card is selected. */
export function useCards({ graph, problems, names, hasFoot }: CardsInput, first: FirstCards): Cards {
  const last = useRef(first.cards);
  const { of } = first;
  const isFirst = of !== null && graph === of.graph && problems === of.problems && names === of.names;
  const cards = useMemo(
    () => (isFirst ? first.cards : drawCards({ graph, problems, names, hasFoot }, last.current.views)),
    [isFirst, first.cards, graph, problems, names, hasFoot],
  );
  useEffect(() => {
    last.current = cards;
  }, [cards]);
  return cards;
}

/** The flow of cards that are edited: a card or line that shows the same stays the same object, and React draws only what changed. */
export function useFlow(cards: Cards, input: FlowInput, first: Flow): Flow {
  const { hasFoot, editable, path, selected, tabStop, also, place } = input;
  const last = useRef(first);
  const flow = useMemo(
    () =>
      toFlow(
        { hasFoot, editable, path, selected, tabStop, ...(also ? { also } : {}), ...(place ? { place } : {}) },
        cards,
        last.current,
      ),
    [cards, hasFoot, editable, path, selected, tabStop, also, place],
  );
  useEffect(() => {
    last.current = flow;
  }, [flow]);
  return flow;
}
