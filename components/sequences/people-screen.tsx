"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { Users } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useUndoActs } from "@/components/journey/use-undo-acts";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import type { TableColumn } from "@/components/ui/table-column";
import { notify } from "@/components/ui/toast";
import { useHeldFocus } from "@/components/ui/use-held-focus";
import { useSettled } from "@/components/ui/use-settled";
import { VirtualTable } from "@/components/ui/virtual-table";
import { type Graph, nodesOf, stepLabel } from "@/core/graph";
import type { AppRouter } from "@/server/api/root";
import { sayEnd } from "./end-words";
import { type PeopleFilterState, PeopleFilters, usePeopleFilters } from "./people-filters";
import { type SequenceHead, SequenceHeaderBar } from "./sequence-header-bar";
import { stepName } from "./step-words";

type PeopleInput = inferRouterInputs<AppRouter>["sequences"]["people"];
type PersonRow = inferRouterOutputs<AppRouter>["sequences"]["people"]["items"][number];
const PAGE = 100;
const touches = ["waiting", "held", "accepted", "skipped", "failed", "unknown"] as const;

/** Who is where in a sequence; every figure of Live leads here. */
export function PeopleScreen({
  sequence,
  workspace,
}: {
  sequence: SequenceHead & { liveVersion: { id: string } | null };
  workspace: string;
}) {
  const trpc = useTRPC();
  const { zone, can } = useWorkspace();
  const [state, set] = usePeopleFilters();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const bar = useHeldFocus<HTMLDivElement>(selected);
  const versionId = state.version ?? sequence.liveVersion?.id ?? "";
  const drawn = useQuery({ ...trpc.sequences.version.queryOptions({ versionId }), enabled: versionId !== "" });
  const graph = drawn.data?.graph ?? null;
  const version = state.version === null ? null : (drawn.data?.number ?? null);
  const input = useSettled(useInput(sequence.id, state, graph));
  const people = useInfiniteQuery(
    trpc.sequences.people.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      // A step of the address is known by its number alone until its graph is here.
      enabled: state.step === null || graph !== null,
    }),
  );
  const rows = useMemo(() => (people.data?.pages ?? []).flatMap(({ items }) => items), [people.data]);
  const graphs = useGraphs(rows);
  const columns = useMemo(() => columnsFor(graphs, zone), [graphs, zone]);
  const narrowed = Object.values(state).some((value) => value !== null);

  return (
    <div className="shell-height flex flex-col">
      <SequenceHeaderBar sequence={sequence} workspace={workspace} view="people" />
      <div className="flex min-h-0 flex-1 flex-col gap-4 px-4 py-5 sm:px-8">
        <div ref={bar} tabIndex={-1} className="outline-none">
          {selected.size > 0 ? (
            <RemoveBar ids={[...selected]} onClear={() => setSelected(new Set())} />
          ) : (
            <PeopleFilters state={state} set={set} graph={graph} version={version} />
          )}
        </div>
        {people.error && !people.data ? (
          <Failure onRetry={() => void people.refetch()}>{errorMessage(people.error)}</Failure>
        ) : people.isPending ? (
          <TableSkeleton rows={12} />
        ) : rows.length === 0 ? (
          narrowed ? (
            <EmptyState size="inline" title="Nobody is there">
              Take a filter away to see the others.
            </EmptyState>
          ) : (
            <EmptyState icon={<Users />} title="Nobody has entered yet">
              Enroll people from the list of contacts, import them, or let the first step take them in by itself.
            </EmptyState>
          )
        ) : (
          <VirtualTable<PersonRow>
            label="People in this sequence"
            columns={columns}
            rowHeight={rows.some(({ held }) => held !== null) ? 76 : 44}
            rowCount={rows.length + (people.hasNextPage ? PAGE / 2 : 0)}
            rowAt={(index) => rows[index]}
            rowId={(row) => row.enrollmentId}
            rowHref={(row) => `/${workspace}/contacts/${row.contactId}?path=${row.enrollmentId}`}
            onVisibleRange={(_, last) => {
              if (last >= rows.length - PAGE / 4 && people.hasNextPage && !people.isFetchingNextPage)
                void people.fetchNextPage();
            }}
            {...(can("enroll")
              ? {
                  selection: {
                    selected,
                    onChange: setSelected,
                    labelOf: (id: string) => rows.find((row) => row.enrollmentId === id)?.name ?? "person",
                  },
                }
              : {})}
            className="max-h-full"
          />
        )}
      </div>
    </div>
  );
}

function useInput(id: string, state: PeopleFilterState, graph: Graph | null): PeopleInput {
  return useMemo(() => {
    const node = graph && state.step ? nodesOf(graph).find((one) => stepLabel(one) === state.step) : undefined;
    const touch = touches.find((known) => known === state.touch);
    const status = (["active", "finished"] as const).find((known) => known === state.status);
    const did = (["opened", "clicked", "replied", "bought"] as const).find((known) => known === state.did);
    const range = (["today", "7d", "30d"] as const).find((known) => known === state.range);
    return {
      id,
      limit: PAGE,
      ...(node ? { nodeId: node.id } : {}),
      ...(touch ? { touch } : {}),
      ...(status ? { status } : {}),
      ...(state.outlet ? { outlet: state.outlet } : {}),
      ...(state.came ? { came: true } : {}),
      ...(state.heldBy ? { heldBy: state.heldBy } : {}),
      ...(did ? { did } : {}),
      ...(range ? { range } : {}),
      ...(state.version ? { versionId: state.version } : {}),
      ...(state.search?.trim() ? { search: state.search.trim() } : {}),
    };
  }, [id, state, graph]);
}

/** The versions these people run: a step is called as it is on theirs, also where the live one has it no more. */
function useGraphs(rows: readonly PersonRow[]): ReadonlyMap<string, Graph> {
  const trpc = useTRPC();
  const said = [...new Set(rows.map(({ versionId }) => versionId))].sort().join(" ");
  const ids = useMemo(() => said.split(" ").filter((id) => id !== ""), [said]);
  return useQueries({
    queries: ids.map((versionId) => trpc.sequences.version.queryOptions({ versionId })),
    combine: useCallback(
      (answers: readonly { readonly data?: { readonly id: string; readonly graph: Graph } | undefined }[]) =>
        new Map(answers.flatMap(({ data }) => (data ? [[data.id, data.graph] as const] : []))),
      [],
    ),
  });
}

function columnsFor(graphs: ReadonlyMap<string, Graph>, zone: string): TableColumn<PersonRow>[] {
  return [
    { id: "name", header: "Name", cell: (row) => <span className="font-serif text-lg">{row.name}</span> },
    { id: "email", header: "Address", hideBelow: "md", cell: (row) => row.email ?? "" },
    {
      id: "where",
      header: "Where",
      cell: (row) => {
        if (row.status === "finished") return <Badge>{sayEnd(row.endReason)}</Badge>;
        const node = row.nodeId === null ? undefined : graphs.get(row.versionId)?.nodes[row.nodeId];
        const step = node ? stepName(node) : "Inside";
        if (row.held === null) return step;
        return (
          <span className="block min-w-0">
            <span className="block truncate">{step}</span>
            <span className="line-clamp-2 whitespace-normal text-amber text-sm" title={row.held}>
              {row.held}
            </span>
          </span>
        );
      },
    },
    {
      id: "next",
      header: "Goes on",
      width: "11rem",
      hideBelow: "lg",
      cell: (row) =>
        row.status === "finished" ? (
          row.endedAt ? (
            <DateTime at={row.endedAt} zone={zone} />
          ) : null
        ) : row.paused ? (
          <Badge tone="amber" mark="ring">
            Paused
          </Badge>
        ) : row.wakeAt ? (
          <DateTime at={row.wakeAt} zone={zone} />
        ) : (
          "When its mail has left"
        ),
    },
    { id: "version", header: "Version", width: "5.5rem", align: "right", hideBelow: "lg", cell: (row) => row.version },
    {
      id: "entered",
      header: "Entered",
      width: "11rem",
      hideBelow: "md",
      cell: (row) => <DateTime at={row.enteredAt} zone={zone} />,
    },
  ];
}

/** As many as one call takes out. */
const MOST = 500;

function RemoveBar({ ids, onClear }: { ids: readonly string[]; onClear: () => void }) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState(false);
  const stop = useMutation(trpc.enrollments.stop.mutationOptions());
  const queries = useQueryClient();
  const undo = useUndoActs();
  const sayPeople = (count: number) => `${count} ${count === 1 ? "person" : "people"}`;
  const people = sayPeople(ids.length);
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-lg bg-pine-tint px-3 py-1.5">
      <legend className="sr-only">For the chosen people</legend>
      <span className="mr-2 font-medium text-pine tabular">{people} chosen</span>
      <Button size="sm" variant="danger-quiet" disabled={ids.length > MOST} onClick={() => setAsked(true)}>
        Remove…
      </Button>
      {ids.length > MOST ? <span className="text-ink2 text-sm">At most {MOST} at once</span> : null}
      <Button size="sm" variant="quiet" className="ml-auto" onClick={onClear}>
        Clear
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={`Remove ${people} from this sequence?`}
        confirmLabel="Remove"
        danger
        reason="required"
        onConfirm={async (reason) => {
          const { acts } = await orSay(stop.mutateAsync({ ids: [...ids], reason }));
          const others = ids.length - acts.length;
          notify({
            title: acts.length === 0 ? "Nobody was removed" : `${sayPeople(acts.length)} removed`,
            ...(others > 0 ? { description: `${sayPeople(others)} had left already.` } : {}),
            ...(acts.length > 0 ? { action: { label: "Undo", onSelect: () => void undo(acts) } } : {}),
          });
          await queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() });
          onClear();
        }}
      >
        Nothing more of it is sent to them; what had not left is taken back.
      </ConfirmDialog>
    </fieldset>
  );
}
