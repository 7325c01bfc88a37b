import type { Metadata } from "next";
import { TemplateGallery } from "@/components/sequences/template-gallery";

export const metadata: Metadata = { title: "New sequence" };

export default async function NewSequencePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <TemplateGallery workspace={workspace} />;
}
