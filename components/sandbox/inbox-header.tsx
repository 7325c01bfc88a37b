"use client";

import { ArrowLeft } from "lucide-react";
import { Mark } from "@/components/shell/wordmark";
import { ButtonLink } from "@/components/ui/button-link";
import { Switch } from "@/components/ui/switch";

export interface InboxHeaderProps {
  workspace: { slug: string; name: string };
  asScanner: boolean;
  onScanner: (asScanner: boolean) => void;
}

export function InboxHeader({ workspace, asScanner, onScanner }: InboxHeaderProps) {
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2">
      <Mark />
      <h1 className="font-medium font-serif text-title">Local inbox</h1>
      <span className="min-w-0 truncate text-ink2">{workspace.name}: no mail here leaves the house</span>
      <span className="flex flex-1 flex-wrap items-center justify-end gap-4">
        <Switch label="As a mail scanner" checked={asScanner} onCheckedChange={onScanner} />
        <ButtonLink href={`/${workspace.slug}`} variant="quiet" icon={<ArrowLeft aria-hidden="true" />}>
          Back to {workspace.name}
        </ButtonLink>
      </span>
    </header>
  );
}
