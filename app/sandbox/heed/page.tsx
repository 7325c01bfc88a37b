import "@/server/database";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnMails } from "@/components/sandbox/own-mails";
import { keepsOwnMails, listOwnMails } from "@/server/services/account/own-mails";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Mails of Heed", robots: { index: false }, referrer: "no-referrer" };

export default async function OwnMailsPage() {
  if (!keepsOwnMails()) notFound();
  return <OwnMails mails={await listOwnMails()} now={new Date()} />;
}
