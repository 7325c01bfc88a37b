"use client";

import { useTRPCClient } from "@/components/trpc/react";
import { AuthFrame } from "./auth-frame";
import { callResult } from "./call-result";
import { CreateWorkspaceForm } from "./create-workspace-form";

export function NewWorkspaceScreen({ first }: { first: boolean }) {
  const api = useTRPCClient();
  return (
    <AuthFrame
      title={first ? "Your first workspace" : "New workspace"}
      description="A workspace is one company or brand. It starts with a sandbox: mail goes to a local inbox until you connect a sender."
    >
      <CreateWorkspaceForm
        onSubmit={({ name }) =>
          callResult(async () => {
            const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
            const { slug } = await api.workspaces.create.mutate({ name, timeZone });
            window.location.assign(`/${slug}`);
            return { ok: true };
          })
        }
      />
    </AuthFrame>
  );
}
