"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedNav } from "@/components/ui/segmented-nav";

const views = [
  { path: "", label: "Rules and held" },
  { path: "/calendar", label: "Calendar" },
  { path: "/people", label: "People at a limit" },
  { path: "/collisions", label: "Collisions" },
];

/** The head of the four pages about attention. */
export function AttentionHeader({
  workspace,
  description,
  actions,
}: {
  workspace: string;
  description: string;
  actions?: ReactNode;
}) {
  const pathname = usePathname();
  const base = `/${workspace}/attention`;
  return (
    <PageHeader title="Attention" description={description} actions={actions}>
      <SegmentedNav
        label="Attention"
        items={views.map(({ path, label }) => ({
          href: `${base}${path}`,
          label,
          active: pathname === `${base}${path}`,
        }))}
      />
    </PageHeader>
  );
}
