import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { drawCards } from "@/components/canvas/draw-cards";
import { SequenceEditor } from "@/components/canvas/editor/sequence-editor";
import { packDraft } from "@/components/canvas/sent-draft";
import { lookupOf, lookupOfSequence, namesOf } from "@/components/canvas/vocabulary";
import { validate } from "@/core/validate";
import { workspaceApi } from "@/server/api/caller";

export const metadata: Metadata = { title: "Draft" };

export default async function DraftPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const api = await workspaceApi(workspace);
  const [sequence, names] = await Promise.all([api.sequences.get({ id }), api.workspace.names()]).catch(
    (error: unknown) => {
      if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
      throw error;
    },
  );
  const { draft: graph, ...rest } = sequence;
  const problems = validate(graph, lookupOfSequence(lookupOf(names), names, sequence));
  const cards = drawCards({ graph, problems, names: namesOf(names), hasFoot: false });
  return (
    <SequenceEditor
      key={sequence.id}
      sequence={rest}
      workspace={workspace}
      initialNames={names}
      sent={packDraft({ graph, problems, cards })}
    />
  );
}
