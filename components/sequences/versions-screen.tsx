"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { keepReplaced } from "@/components/canvas/store/kept-draft";
import { diffView } from "@/components/publish/diff-graph";
import { MoveNotice } from "@/components/publish/move-notice";
import { DiffCanvas } from "@/components/publish/publish-canvas";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { CanvasSkeleton } from "@/components/ui/page-skeleton";
import { notify } from "@/components/ui/toast";
import { type SequenceHead, SequenceHeaderBar } from "./sequence-header-bar";
import { useSequenceRights } from "./use-sequence-rights";
import { VersionList } from "./version-list";

const nobody = new Map<string, number>();

/** What was published when and by whom; each against the one before or any other, and any of them again as the draft. */
export function VersionsScreen({ sequence, workspace }: { sequence: SequenceHead; workspace: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { me } = useWorkspace();
  const { refusal } = useSequenceRights(sequence);
  const [{ version: chosen, compare }, set] = useQueryStates(
    { version: parseAsString, compare: parseAsInteger },
    { history: "replace", shallow: true },
  );
  const [restoring, setRestoring] = useState<{ id: string; number: number } | null>(null);
  const versions = useQuery(trpc.sequences.versions.queryOptions({ id: sequence.id }));
  const restore = useMutation(trpc.sequences.restoreVersion.mutationOptions());
  const list = versions.data ?? [];
  const shown = list.find(({ id }) => id === chosen) ?? list[0];
  const before = shown
    ? (list.find(({ number }) => number === compare && number !== shown.number) ??
      list.find(({ number }) => number < shown.number))
    : undefined;
  const newer = useQuery({
    ...trpc.sequences.version.queryOptions({ versionId: shown?.id ?? "" }),
    enabled: shown !== undefined,
  });
  const older = useQuery({
    ...trpc.sequences.version.queryOptions({ versionId: before?.id ?? "" }),
    enabled: before !== undefined,
  });
  const view = useMemo(
    () => (newer.data ? diffView(older.data?.graph ?? newer.data.graph, newer.data.graph) : null),
    [newer.data, older.data],
  );
  const error = versions.error ?? newer.error ?? older.error;
  const isRead = versions.data && (!shown || newer.data) && (!before || older.data);

  return (
    <div className="shell-height flex flex-col">
      <SequenceHeaderBar sequence={sequence} workspace={workspace} view="versions" />
      {error && !isRead ? (
        <Failure onRetry={() => void queries.invalidateQueries({ queryKey: trpc.sequences.pathKey() })}>
          {errorMessage(error)}
        </Failure>
      ) : versions.data && list.length === 0 ? (
        <EmptyState icon={<History />} title="No version yet">
          Publishing keeps what you drew as a version. Whoever enters runs the version that was live then, to the end.
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          {view && shown && (before === undefined || older.data) ? (
            <DiffCanvas
              key={`${shown.id} ${before?.id}`}
              view={view}
              people={nobody}
              label={`${sequence.name}, version ${shown.number}${before ? ` against version ${before.number}` : ""}`}
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
              against={before?.number ?? null}
              diff={before && older.data ? view : null}
              peopleHref={(id) => `/${workspace}/sequences/${sequence.id}/people?version=${id}&status=active`}
              onShow={(id) => void set({ version: id, compare: null })}
              onCompare={(number) => void set({ compare: number })}
              onRestore={refusal === null ? setRestoring : undefined}
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
          const { id } = sequence;
          const { draft, before: was, revision } = await orSay(restore.mutateAsync({ id, versionId: restoring.id }));
          const label = `Restored version ${restoring.number}`;
          if (me) keepReplaced(me.id, id, { before: was, graph: draft, revision, label });
          notify({
            title: `The draft is version ${restoring.number} again`,
            description: "Ctrl Z there takes it back.",
          });
          router.push(`/${workspace}/sequences/${sequence.id}/draft`);
          router.refresh();
        }}
      >
        The draft and its settings as they are now are replaced; Ctrl Z in the draft brings back its steps. Nothing
        changes for people inside until you publish.
      </ConfirmDialog>
    </div>
  );
}
