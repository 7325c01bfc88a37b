import type { Metadata } from "next";
import { MailboxList } from "@/components/settings/mailboxes/mailbox-list";

export const metadata: Metadata = { title: "Mailboxes" };

export default function MailboxesPage() {
  return <MailboxList />;
}
