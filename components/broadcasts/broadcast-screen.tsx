"use client";

import { useQuery } from "@tanstack/react-query";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { DetailPageSkeleton } from "@/components/ui/page-skeleton";
import { BroadcastEditor } from "./broadcast-editor";
import { BroadcastProgress } from "./broadcast-progress";

/** A broadcast: written while it is a draft, watched from then on. */
export function BroadcastScreen({ workspace, id }: { workspace: string; id: string }) {
  const trpc = useTRPC();
  const { vocabulary, names, lookup } = useVocabulary();
  const found = useQuery(trpc.broadcasts.get.queryOptions({ id }));
  if (found.error && !found.data) {
    return (
      <Page>
        <Failure onRetry={() => void found.refetch()}>{errorMessage(found.error)}</Failure>
      </Page>
    );
  }
  if (!found.data || !vocabulary) return <DetailPageSkeleton />;
  if (found.data.state === "draft") {
    return (
      <BroadcastEditor
        key={id}
        workspace={workspace}
        broadcast={found.data}
        vocabulary={vocabulary}
        names={names}
        lookup={lookup}
      />
    );
  }
  return <BroadcastProgress workspace={workspace} broadcast={found.data} names={names} />;
}
