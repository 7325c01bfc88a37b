import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NewWorkspaceScreen } from "@/components/auth/new-workspace-screen";
import { publicApi } from "@/server/api/caller";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const api = await publicApi();
  if (!(await api.account.me())) redirect("/sign-in?next=/new");
  const workspaces = await api.workspaces.list();
  return <NewWorkspaceScreen first={workspaces.length === 0} />;
}
