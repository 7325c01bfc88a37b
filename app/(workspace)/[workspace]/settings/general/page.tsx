import type { Metadata } from "next";
import { ExportLinks } from "@/components/settings/export-links";
import { GeneralSettings } from "@/components/settings/general-settings";
import { workspaceApi } from "@/server/api/caller";

export const metadata: Metadata = { title: "Settings" };

export default async function GeneralSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await (await workspaceApi((await params).workspace)).workspace.get();
  return (
    <div className="flex flex-col gap-5">
      <GeneralSettings name={workspace.name} />
      <ExportLinks />
    </div>
  );
}
