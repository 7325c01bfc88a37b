import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { LocalInbox } from "@/components/sandbox/local-inbox";
import { WorkspaceApi } from "@/components/trpc/react";
import { publicApi, workspaceApi } from "@/server/api/caller";
import { env } from "@/server/env";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Local inbox", robots: { index: false } };

type Props = { searchParams: Promise<{ workspace?: string | string[]; mail?: string | string[] }> };

/** The workspace of the address; without one, that which one looked at last. */
async function chooseWorkspace(): Promise<string> {
  const api = await publicApi();
  if (!(await api.account.me())) redirect("/sign-in?next=%2Fsandbox");
  const workspaces = await api.workspaces.list();
  return (workspaces.find(({ last }) => last) ?? workspaces[0])?.slug ?? notFound();
}

async function loadWorkspace(slug: string) {
  try {
    return await (await workspaceApi(slug)).workspace.get();
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") redirect(`/sign-in?next=${encodeURIComponent(`/sandbox?workspace=${slug}`)}`);
    if (error.code === "FORBIDDEN" || error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

export default async function SandboxPage({ searchParams }: Props) {
  if (!env().HEED_SANDBOX) notFound();
  const { workspace, mail } = await searchParams;
  const slug = typeof workspace === "string" && workspace !== "" ? workspace : await chooseWorkspace();
  const { workspace: found, me } = await loadWorkspace(slug);
  if (!found.sandbox || !me.rights.includes("sandbox.play")) notFound();
  const { name, timeZone, clockOffsetMs } = found;
  return (
    <WorkspaceApi workspace={slug}>
      <LocalInbox workspace={{ slug, name, timeZone, clockOffsetMs }} mailId={typeof mail === "string" ? mail : null} />
    </WorkspaceApi>
  );
}
