import { redirect } from "next/navigation";
import { publicApi } from "@/server/api/caller";

/** To the workspace one looked at last. */
export default async function StartPage() {
  const api = await publicApi();
  if (!(await api.account.me())) redirect("/sign-in");
  const workspaces = await api.workspaces.list();
  const workspace = workspaces.find(({ last }) => last) ?? workspaces[0];
  redirect(workspace ? `/${workspace.slug}` : "/new");
}
