"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import type { BroadcastAudience } from "@/core/broadcast";
import { emptyMessage } from "@/core/broadcast";
import type { JsonObject, JsonValue } from "@/core/json";
import type { Broadcast } from "./broadcast-data";

const SAVE_AFTER_MS = 600;

interface Draft {
  readonly name: string;
  readonly audience: BroadcastAudience | null;
  readonly message: JsonObject;
}

/** What is being written, saved after a pause in typing and when one leaves; one save at a time, each on top of the last. */
export function useDraft(broadcast: Broadcast) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => ({
    name: broadcast.name,
    audience: broadcast.audience,
    message: { ...emptyMessage(), ...broadcast.message },
  }));
  const [saved, setSaved] = useState(draft);
  const revision = useRef(broadcast.revision);
  const save = useMutation(trpc.broadcasts.save.mutationOptions());
  const { mutateAsync, isPending } = save;
  const dirty = draft !== saved;

  const latest = useRef({ draft, saved });
  latest.current.draft = draft;
  const line = useRef<Promise<unknown>>(Promise.resolve());

  /** Behind the save under way, so that each knows the revision before it. */
  function flush(): Promise<number> {
    const turn = line.current.then(saveLatest, saveLatest);
    line.current = turn;
    return turn;
  }

  async function saveLatest(): Promise<number> {
    const sent = latest.current.draft;
    if (sent !== latest.current.saved) {
      const { name, audience, message } = sent;
      const answer = await mutateAsync({
        id: broadcast.id,
        revision: revision.current,
        ...(name.trim() === "" ? {} : { name }), // it keeps the one it had
        audience,
        message: message as Record<string, JsonValue & never>, // JSON either way; zod's own type of it is not readonly
      });
      revision.current = answer.revision;
      latest.current.saved = sent;
      setSaved(sent);
      await queries.invalidateQueries({ queryKey: trpc.broadcasts.list.pathKey() });
    }
    return revision.current;
  }
  const flushLatest = useRef(flush);
  flushLatest.current = flush;

  const failed = save.error !== null;
  const unnamed = draft.name.trim() === "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change waits anew
  useEffect(() => {
    if (!dirty || isPending || failed || unnamed) return;
    const timer = setTimeout(() => {
      flushLatest.current().catch(() => undefined); // shown by `problem`
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [dirty, isPending, failed, unnamed, draft]);
  useEffect(
    () => () => {
      flushLatest.current().catch(() => undefined); // nobody is here to be told
    },
    [],
  );

  return {
    draft,
    change: (part: Partial<Draft>) => {
      save.reset();
      setDraft((before) => ({ ...before, ...part }));
    },
    setField: (path: string, value: JsonValue) => {
      save.reset();
      setDraft((before) => ({ ...before, message: { ...before.message, [path]: value } }));
    },
    /** Saves what is not saved yet and gives the revision that is stored. */
    flush,
    state: failed ? "failed" : isPending ? "saving" : unnamed ? "unnamed" : dirty ? "changed" : "saved",
    problem: save.error ? errorMessage(save.error) : null,
    /** Saves on top of whatever somebody else has saved meanwhile. */
    again: () => {
      revision.current = Math.max(revision.current, broadcast.revision);
      save.reset();
    },
  } as const;
}
