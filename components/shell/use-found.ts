"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createElement, useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc/react";
import type { CommandGroup } from "@/components/ui/command-palette";
import { builtPages, findPage } from "./navigation";

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

/** What the palette finds in the workspace: sequences by name, steps by their words or number, contacts by name or address. From two letters on. */
export function useFound(workspace: string, typed: string): { groups: readonly CommandGroup[]; loading: boolean } {
  const trpc = useTRPC();
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
  if (typed.trim().length < 2) return { groups: [], loading: false };

  const icon = (key: string) => {
    const page = findPage(key);
    return page ? createElement(page.icon, { "aria-hidden": true }) : undefined;
  };
  return {
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
