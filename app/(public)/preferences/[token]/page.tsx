import "@/server/database";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PreferencePage } from "@/components/public/preference-page";
import { readPreferences } from "@/server/services/leaving/preferences";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Preferences",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ saved?: string; problem?: string; file?: string }>;
};

const files = ["sent", "often", "by-hand"] as const;

export default async function Page({ params, searchParams }: Props) {
  const token = (await params).token;
  const { saved, problem, file } = await searchParams;
  const page = await readPreferences(token);
  if (!page) notFound();
  return (
    <PreferencePage
      {...page}
      action={`/preferences/${encodeURIComponent(token)}/save`}
      saved={saved === "1"}
      badDate={problem === "date"}
      fileAction={`/preferences/${encodeURIComponent(token)}/file`}
      file={files.find((known) => known === file) ?? null}
    />
  );
}
