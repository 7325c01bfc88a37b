import type { Metadata } from "next";
import { MailboxSetup } from "@/components/settings/mailboxes/mailbox-setup";

export const metadata: Metadata = { title: "Mailbox" };

export default async function MailboxPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { id } = await params;
  const given = await searchParams;
  const one = (name: string) => (typeof given[name] === "string" ? given[name] : null);
  return <MailboxSetup id={id} code={one("code")} state={one("state")} refused={one("refused")} />;
}
