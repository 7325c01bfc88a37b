import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SequenceEditor } from "@/components/canvas/editor/sequence-editor";
import { lookupOf, lookupOfSequence } from "@/components/canvas/vocabulary";
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
  return (
    <SequenceEditor
      key={sequence.id}
      sequence={sequence}
      workspace={workspace}
      initialNames={names}
      initialProblems={validate(sequence.draft, lookupOfSequence(lookupOf(names), names, sequence))}
    />
  );
}
