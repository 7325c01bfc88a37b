import { redirect } from "next/navigation";

/** A sequence without a view named opens as its draft. */
export default async function SequencePage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  redirect(`/${workspace}/sequences/${id}/draft`);
}
