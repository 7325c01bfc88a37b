"use client";

import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { useCallback, useEffect, useRef, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPCClient } from "@/components/trpc/react";
import type { AppRouter } from "@/server/api/root";

export type TriedRule = inferRouterInputs<AppRouter>["rules"]["tryOut"]["rule"];
type Batch = inferRouterOutputs<AppRouter>["rules"]["tryOut"];

/** What is known so far, added up over the batches. */
export interface TriedSoFar extends Pick<Batch, "judged" | "held" | "skipped" | "delayMs" | "people" | "byTeam"> {
  readonly bySequence: Batch["bySequence"];
  readonly examples: Batch["examples"];
  readonly done: number;
  readonly total: number;
}

const EXAMPLES = 5;
const nothing: TriedSoFar = {
  judged: 0,
  held: 0,
  skipped: 0,
  delayMs: 0,
  people: 0,
  byTeam: {},
  bySequence: {},
  examples: [],
  done: 0,
  total: 0,
};

/** Tries a rule batch by batch; stops when it is told to, when another is tried, and when its place is left. */
export function useTryOut() {
  const client = useTRPCClient();
  const running = useRef<AbortController | null>(null);
  const [state, setState] = useState<{
    sum: TriedSoFar;
    busy: boolean;
    /** All batches came. */
    complete: boolean;
    of: string;
    error: string | null;
  } | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState((before) => (before?.busy ? { ...before, busy: false } : before));
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  async function start(rule: TriedRule): Promise<void> {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const of = JSON.stringify(rule);
    let sum = nothing;
    let after: string | null = null;
    setState({ sum, busy: true, complete: false, of, error: null });
    try {
      do {
        const batch: Batch = await client.rules.tryOut.query({ rule, after }, { signal: mine.signal });
        sum = add(sum, batch);
        after = batch.next;
        if (mine.signal.aborted) return;
        setState({ sum, busy: after !== null, complete: after === null, of, error: null });
      } while (after !== null);
    } catch (error) {
      if (mine.signal.aborted) return;
      setState({ sum, busy: false, complete: false, of, error: errorMessage(error) });
    }
  }
  return { state, start, stop };
}

function add(sum: TriedSoFar, batch: Batch): TriedSoFar {
  return {
    judged: sum.judged + batch.judged,
    held: sum.held + batch.held,
    skipped: sum.skipped + batch.skipped,
    delayMs: sum.delayMs + batch.delayMs,
    people: sum.people + batch.people,
    byTeam: merge(sum.byTeam, batch.byTeam),
    bySequence: merge(sum.bySequence, batch.bySequence),
    examples: [...sum.examples, ...batch.examples].slice(0, EXAMPLES),
    done: sum.done + batch.done,
    total: batch.total,
  };
}

function merge(a: Batch["byTeam"], b: Batch["byTeam"]): Batch["byTeam"] {
  const sum: Record<string, { held: number; skipped: number }> = { ...a };
  for (const [key, { held, skipped }] of Object.entries(b)) {
    const known = sum[key] ?? { held: 0, skipped: 0 };
    sum[key] = { held: known.held + held, skipped: known.skipped + skipped };
  }
  return sum;
}
