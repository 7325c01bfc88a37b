import type { Metadata } from "next";
import { Suspense } from "react";
import { ContactList } from "@/components/contacts/contact-list";
import { ListPageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Contacts" };

export default async function ContactsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return (
    <Suspense fallback={<ListPageSkeleton />}>
      <ContactList workspace={workspace} />
    </Suspense>
  );
}
