import type { Metadata } from "next";
import { TemplateVersions } from "@/components/templates/template-versions";

export const metadata: Metadata = { title: "Versions of a template" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <TemplateVersions key={id} templateId={id} />;
}
