"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { FlowCanvas, useCanvasActions } from "@/components/canvas/flow-canvas";
import { toFlow } from "@/components/canvas/to-flow";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { MoveNotice } from "@/components/publish/move-notice";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { CanvasSkeleton } from "@/components/ui/page-skeleton";
import { useTheme } from "@/components/ui/theme-provider";
import { notify } from "@/components/ui/toast";
import { type Graph, nodesOf } from "@/core/graph";
import { type SequenceHead, SequenceHeaderBar } from "./sequence-header-bar";
import { compareVersions, type VersionDiff } from "./version-diff";
import { VersionList } from "./version-list";

const nothing = () => undefined;

/** What was published when and by whom; each against the one before, and any of them again as the draft. */
export function VersionsScreen({ sequence, workspace }: { sequence: SequenceHead; workspace: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setChosen] = useQueryState(
    "version",
    parseAsString.withOptions({ history: "replace", shallow: true }),
  );
  const [restoring, setRestoring] = useState<{ id: string; number: number } | null>(null);
  const versions = useQuery(trpc.sequences.versions.queryOptions({ id: sequence.id }));
  const restore = useMutation(trpc.sequences.restoreVersion.mutationOptions());
  const list = versions.data ?? [];
  const shown = list.find(({ id }) => id === chosen) ?? list[0];
  const before = shown ? list.find(({ number }) => number < shown.number) : undefined;
  const newer = useQuery({
    ...trpc.sequences.version.queryOptions({ versionId: shown?.id ?? "" }),
    enabled: shown !== undefined,
  });
  const older = useQuery({
    ...trpc.sequences.version.queryOptions({ versionId: before?.id ?? "" }),
    enabled: before !== undefined,
  });
  const diff = useMemo(
    () => (newer.data && older.data ? compareVersions(newer.data.graph, older.data.graph) : null),
    [newer.data, older.data],
  );
  const error = versions.error ?? newer.error;

  return (
    <div className="shell-height flex flex-col">
      <SequenceHeaderBar sequence={sequence} workspace={workspace} view="versions" />
      {error ? (
        <Failure onRetry={() => void versions.refetch()}>{errorMessage(error)}</Failure>
      ) : versions.data && list.length === 0 ? (
        <EmptyState icon={<History />} title="No version yet">
          Publishing keeps what you drew as a version. Whoever enters runs the version that was live then, to the end.
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          {newer.data && shown ? (
            <VersionCanvas
              key={shown.id}
              graph={newer.data.graph}
              diff={diff}
              label={`${sequence.name}, version ${shown.number}`}
            />
          ) : (
            <CanvasSkeleton />
          )}
          <aside
            aria-label="Versions"
            className="min-h-0 overflow-y-auto border-line bg-surface max-lg:max-h-[50%] max-lg:border-t lg:w-[24rem] lg:border-l"
          >
            <div className="px-5 pt-4 empty:hidden">
              <MoveNotice sequenceId={sequence.id} />
            </div>
            <VersionList
              versions={list}
              shownId={shown?.id ?? null}
              diff={diff}
              peopleHref={(id) => `/${workspace}/sequences/${sequence.id}/people?version=${id}&status=active`}
              onShow={(id) => void setChosen(id)}
              onRestore={setRestoring}
            />
          </aside>
        </div>
      )}
      <ConfirmDialog
        open={restoring !== null}
        onOpenChange={() => setRestoring(null)}
        title={`Take version ${restoring?.number ?? ""} as the draft?`}
        confirmLabel="Restore as draft"
        onConfirm={async () => {
          if (!restoring) return;
          await orSay(restore.mutateAsync({ id: sequence.id, versionId: restoring.id }));
          notify({ title: `The draft is version ${restoring.number} again` });
          router.push(`/${workspace}/sequences/${sequence.id}/draft`);
          router.refresh();
        }}
      >
        The draft as it is now is replaced. Nothing changes for people inside until you publish.
      </ConfirmDialog>
    </div>
  );
}

function VersionCanvas({ graph, diff, label }: { graph: Graph; diff: VersionDiff | null; label: string }) {
  const { names } = useVocabulary();
  const { resolved } = useTheme();
  const [selected, setSelected] = useState<string | null>(null);
  const actions = useCanvasActions({ select: setSelected, add: nothing });
  const flow = useMemo(
    () =>
      toFlow({
        graph,
        problems: [],
        names,
        editable: false,
        hasFoot: false,
        path: null,
        selected,
        tabStop: selected ?? nodesOf(graph)[0]?.id ?? null,
        ...(diff ? { diff: diff.marks } : {}),
      }),
    [graph, names, selected, diff],
  );
  return (
    <FlowCanvas
      graph={graph}
      flow={flow}
      actions={actions}
      colorMode={resolved}
      editable={false}
      fit
      shown={selected}
      label={label}
    />
  );
}
