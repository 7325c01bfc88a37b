import type { ReactNode } from "react";
import { SettingsNav } from "@/components/shell/settings-nav";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

export default async function SettingsLayout({
  params,
  children,
}: {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}) {
  const { workspace } = await params;
  return (
    <Page>
      <PageHeader title="Settings" />
      <div className="flex flex-col gap-6 md:flex-row">
        <SettingsNav workspace={workspace} />
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </Page>
  );
}
