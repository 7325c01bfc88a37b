"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { dayIn } from "@/components/ui/date-format";
import { Failure } from "@/components/ui/failure";
import { IconButton } from "@/components/ui/icon-button";
import { Page } from "@/components/ui/page";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { AttentionHeader } from "./attention-header";
import { CalendarDay } from "./calendar-day";
import { addDays, type Day, daysShown, isDay, sayPage, turnPage } from "./calendar-days";
import { CalendarGrid } from "./calendar-grid";
import type { CalendarItem } from "./calendar-item";
import { CalendarStarts } from "./calendar-starts";

const ANY = "any";
const views = ["week", "month"] as const;
const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Each day's messages of all teams, with whom they share their people: seen before they are published. */
export function CalendarScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const { zone, workspace: here } = useWorkspace();
  const { vocabulary } = useVocabulary();
  const [state, set] = useQueryStates(
    {
      view: parseAsStringLiteral(views).withDefault("month"),
      day: parseAsString,
      team: parseAsString,
      class: parseAsString,
    },
    { history: "replace", shallow: true },
  );
  const [open, setOpen] = useState<Day | null>(null);
  const today = dayIn(here?.now ?? new Date(0), zone);
  const at = state.day && isDay(state.day) ? state.day : today;
  const days = useMemo(() => daysShown(state.view, at), [state.view, at]);
  const calendar = useQuery({
    ...trpc.attention.calendar.queryOptions({ from: days[0] ?? at, to: days.at(-1) ?? at }),
    placeholderData: keepPreviousData,
    enabled: here !== null,
  });
  const byDay = useMemo(() => {
    const shown = (calendar.data?.items ?? []).filter(
      (item) => (!state.team || item.teamId === state.team) && (!state.class || item.class === state.class),
    );
    const groups = new Map<Day, CalendarItem[]>();
    for (const item of shown) groups.set(item.day, [...(groups.get(item.day) ?? []), item]);
    return groups;
  }, [calendar.data, state.team, state.class]);

  function onKeyDown(event: KeyboardEvent): void {
    const move = moves[event.key];
    if (move !== undefined) go(addDays(at, move));
    else if (event.key === "PageDown") go(turnPage(state.view, at, 1));
    else if (event.key === "PageUp") go(turnPage(state.view, at, -1));
    else if (event.key === "Home") go(today);
    else return;
    event.preventDefault();
  }
  function go(day: Day): void {
    void set({ day });
    // the grid of that page is drawn first
    requestAnimationFrame(() => document.getElementById(`day-${day}`)?.focus());
  }

  return (
    <Page width="full">
      <AttentionHeader
        workspace={workspace}
        description="What every team says on which day, to how many, and who of them hears from somebody else that day."
      />
      <div className="flex flex-wrap items-center gap-2 pb-4">
        <span className="flex items-center gap-1">
          <IconButton
            label={state.view === "month" ? "Month before" : "Week before"}
            icon={<ChevronLeft />}
            onClick={() => void set({ day: turnPage(state.view, at, -1) })}
          />
          <IconButton
            label={state.view === "month" ? "Month after" : "Week after"}
            icon={<ChevronRight />}
            onClick={() => void set({ day: turnPage(state.view, at, 1) })}
          />
          <Button size="sm" onClick={() => void set({ day: null })}>
            Today
          </Button>
        </span>
        <h2 className="mr-auto font-medium font-serif text-title" aria-live="polite">
          {sayPage(state.view, at)}
        </h2>
        <Select
          aria-label="Team"
          className="w-44"
          options={[
            { value: ANY, label: "All teams" },
            ...(vocabulary?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={state.team ?? ANY}
          onValueChange={(team) => void set({ team: team === ANY ? null : team })}
        />
        <Select
          aria-label="Kind of message"
          className="w-44"
          options={[
            { value: ANY, label: "All kinds" },
            { value: "marketing", label: "Marketing" },
            { value: "sales", label: "Sales" },
            { value: "transactional", label: "Transactional" },
          ]}
          value={state.class ?? ANY}
          onValueChange={(kind) => void set({ class: kind === ANY ? null : kind })}
        />
        <Segmented
          label="View"
          options={[
            { value: "week", label: "Week" },
            { value: "month", label: "Month" },
          ]}
          value={state.view}
          onValueChange={(view) => void set({ view })}
        />
      </div>
      {calendar.error && !calendar.data ? (
        <Failure onRetry={() => void calendar.refetch()}>{errorMessage(calendar.error)}</Failure>
      ) : !calendar.data ? (
        <Loading label="The calendar is loading">
          <Skeleton className="h-96" />
        </Loading>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the days inside take the focus; arrows go between them
        <div onKeyDown={onKeyDown}>
          <CalendarGrid view={state.view} days={days} at={at} today={today} byDay={byDay} onOpen={setOpen} />
          {calendar.data.undated > 0 ? (
            <p className="pt-3 text-ink2 text-sm">
              {calendar.data.undated.toLocaleString("en")} held{" "}
              {calendar.data.undated === 1 ? "mail has" : "mails have"} no date yet: something must happen first.
            </p>
          ) : null}
        </div>
      )}
      <CalendarStarts workspace={workspace} team={state.team} />
      <CalendarDay
        day={open}
        items={open === null ? [] : (byDay.get(open) ?? [])}
        workspace={workspace}
        onClose={() => setOpen(null)}
      />
    </Page>
  );
}
