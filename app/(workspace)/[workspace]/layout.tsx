import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { ASKED_PATH, signInPath } from "@/components/auth/asked-path";
import { AddressFilters } from "@/components/shell/address-filters";
import { RAIL_COOKIE } from "@/components/shell/shell-data";
import { WorkspaceFrame } from "@/components/shell/workspace-frame";
import { WorkspaceApi } from "@/components/trpc/react";
import { publicApi, workspaceApi } from "@/server/api/caller";

type Props = { params: Promise<{ workspace: string }>; children: ReactNode };

/** The workspace of the address, or the way to where one gets in. Foreign and missing ones look alike. */
const loadFrame = cache(async (slug: string) => {
  try {
    const [frame, workspaces] = await Promise.all([
      workspaceApi(slug).then((api) => api.workspace.get()),
      publicApi().then((api) => api.workspaces.list()),
    ]);
    return { frame, workspaces };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") redirect(signInPath(slug, (await headers()).get(ASKED_PATH)));
    if (error.code === "FORBIDDEN" || error.code === "NOT_FOUND") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { frame } = await loadFrame((await params).workspace);
  return { title: { default: frame.workspace.name, template: `%s · ${frame.workspace.name}` } };
}

export default async function WorkspaceLayout({ params, children }: Props) {
  const { workspace: slug } = await params;
  const { frame, workspaces } = await loadFrame(slug);
  const railNarrow = (await cookies()).get(RAIL_COOKIE)?.value === "narrow";
  return (
    <WorkspaceApi workspace={slug}>
      <WorkspaceFrame
        initial={frame}
        workspaces={workspaces.map(({ slug: itsSlug, name }) => ({ slug: itsSlug, name }))}
        railNarrow={railNarrow}
      >
        <AddressFilters>{children}</AddressFilters>
      </WorkspaceFrame>
    </WorkspaceApi>
  );
}
