import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { CompanyScreen } from "@/components/companies/company-screen";
import { workspaceApi } from "@/server/api/caller";

type Props = { params: Promise<{ workspace: string; id: string }> };

const nameOf = cache(async (workspace: string, id: string): Promise<string> => {
  const api = await workspaceApi(workspace);
  const company = await api.companies.get({ id }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return company.name;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspace, id } = await params;
  return { title: await nameOf(workspace, id) };
}

export default async function CompanyPage({ params }: Props) {
  const { workspace, id } = await params;
  await nameOf(workspace, id);
  return <CompanyScreen key={id} companyId={id} workspace={workspace} />;
}
