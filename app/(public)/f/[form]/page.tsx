import "@/server/database";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FormPage } from "@/components/public/form-page";
import { readForm } from "@/server/services/forms/submit";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Sign up", referrer: "no-referrer" };

type Props = { params: Promise<{ form: string }>; searchParams: Promise<{ sent?: string; problem?: string }> };

export default async function Page({ params, searchParams }: Props) {
  const { form: id } = await params;
  const { sent, problem } = await searchParams;
  const form = await readForm(id);
  if (!form) notFound();
  return (
    <FormPage
      form={form}
      action={`/f/${encodeURIComponent(id)}/submit`}
      sent={sent === "1"}
      problem={problem === "address" || problem === "often" ? problem : null}
    />
  );
}
