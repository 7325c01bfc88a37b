"use client";

import { useEffect, useMemo, useRef } from "react";
import { type Cards, drawCards, type Flow, type FlowInput, toFlow } from "./to-flow";

/** Cards in their places: laid out again only when the graph or its problems change, not when a card is selected. */
export function useCards({
  graph,
  problems,
  names,
  hasFoot,
}: Pick<FlowInput, "graph" | "problems" | "names" | "hasFoot">): Cards {
  const last = useRef<Cards | null>(null);
  const cards = useMemo(
    () => drawCards({ graph, problems, names, hasFoot }, last.current?.views),
    [graph, problems, names, hasFoot],
  );
  useEffect(() => {
    last.current = cards;
  }, [cards]);
  return cards;
}

/** The flow of a graph that is edited: a card or line that shows the same stays the same object, and React draws only what changed. */
export function useFlow(cards: Cards, input: FlowInput): Flow {
  const { graph, problems, names, hasFoot, editable, path, selected, tabStop, also, place } = input;
  const last = useRef<Flow | null>(null);
  const flow = useMemo(
    () =>
      toFlow(
        {
          graph,
          problems,
          names,
          hasFoot,
          editable,
          path,
          selected,
          tabStop,
          ...(also ? { also } : {}),
          ...(place ? { place } : {}),
        },
        cards,
        last.current,
      ),
    [cards, graph, problems, names, hasFoot, editable, path, selected, tabStop, also, place],
  );
  useEffect(() => {
    last.current = flow;
  }, [flow]);
  return flow;
}
