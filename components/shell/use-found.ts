"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createElement, useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import type { CommandGroup, CommandItem } from "@/components/ui/command-palette";
import { builtPages, findPage } from "./navigation";
import { paletteActions, worthAsking } from "./palette-actions";

const PAUSE_MS = 150;
const MOST = 6;

function usePaused(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export interface Found {
  readonly groups: readonly CommandGroup[];
  /** Where else to look, below everything that goes by the name. */
  readonly last: readonly CommandGroup[];
  readonly loading: boolean;
  /** What may be done from anywhere. */
  readonly actions: readonly CommandItem[];
}

/**
 * What the palette finds in the workspace: sequences by name, steps by their words or number, contacts by name or address, from
 * two letters on; and the way to support's look-up for whatever else it may be (a code, a mail, a company).
 */
export function useFound(workspace: string, typed: string): Found {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const router = useRouter();
  const search = usePaused(typed.trim());
  const wanted = search.length >= 2;
  const sequences = useQuery({
    ...trpc.sequences.list.queryOptions({ search, limit: MOST }),
    enabled: wanted && builtPages.includes("sequences"),
    placeholderData: keepPreviousData,
  });
  const contacts = useQuery({
    ...trpc.contacts.list.queryOptions({ search, limit: MOST }),
    enabled: wanted && builtPages.includes("contacts"),
    placeholderData: keepPreviousData,
  });
  const steps = useQuery({
    ...trpc.sequences.findSteps.queryOptions({ search, limit: MOST }),
    enabled: wanted && builtPages.includes("sequences"),
    placeholderData: keepPreviousData,
  });
  const icon = (key: string) => {
    const page = findPage(key);
    return page ? createElement(page.icon, { "aria-hidden": true }) : undefined;
  };
  const actions = paletteActions(can).map(({ id, label, path, keywords }) => ({
    id,
    label,
    keywords: [...keywords],
    icon: icon(path.split("/")[0] ?? ""),
    onSelect: () => router.push(`/${workspace}/${path}`),
  }));
  if (typed.trim().length < 2) return { groups: [], loading: false, actions, last: [] };
  const asks = can("support.lookup") && worthAsking(typed);
  return {
    actions,
    last: [
      {
        heading: "Support",
        found: true,
        items: asks
          ? [
              {
                id: "ask-support",
                label: `Look up “${typed.trim()}”`,
                hint: "What we sent, to whom, and whether it is ours",
                icon: icon("support"),
                onSelect: () => router.push(`/${workspace}/support?q=${encodeURIComponent(typed.trim())}`),
              },
            ]
          : [],
      },
    ],
    loading: sequences.isFetching || contacts.isFetching || steps.isFetching || search !== typed.trim(),
    groups: [
      {
        heading: "Sequences",
        found: true,
        items: (sequences.data?.items ?? []).map(({ id, name, state }) => ({
          id,
          label: name,
          hint: state,
          icon: icon("sequences"),
          onSelect: () => router.push(`/${workspace}/sequences/${id}`),
        })),
      },
      {
        heading: "Steps",
        found: true,
        items: (steps.data ?? []).map(({ sequenceId, sequenceName, step, title }) => ({
          id: `${sequenceId}-${step}`,
          label: title,
          hint: `${step} of ${sequenceName}`,
          icon: icon("sequences"),
          onSelect: () => router.push(`/${workspace}/sequences/${sequenceId}/draft?step=${step}`),
        })),
      },
      {
        heading: "Contacts",
        found: true,
        items: (contacts.data?.items ?? []).map(({ id, name, email }) => ({
          id,
          label: name,
          ...(email && email !== name ? { hint: email } : {}),
          icon: icon("contacts"),
          onSelect: () => router.push(`/${workspace}/contacts/${id}`),
        })),
      },
    ],
  };
}
