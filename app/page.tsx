import { redirect } from "next/navigation";
import { publicApi } from "@/server/api/caller";

/** To the workspace one looked at last; who has none yet, to the invitation that waits for them, or to found one. */
export default async function StartPage() {
  const api = await publicApi();
  if (!(await api.account.me())) redirect("/sign-in");
  const workspaces = await api.workspaces.list();
  const workspace = workspaces.find(({ last }) => last) ?? workspaces[0];
  if (workspace) redirect(`/${workspace.slug}`);
  const invitation = await api.invitations.open();
  redirect(invitation ? `/join/${invitation.id}` : "/new");
}
