import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Suspense } from "react";
import { ContactList } from "@/components/contacts/contact-list";
import { ListPageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Contacts" };

export default async function ContactsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return (
    <NuqsAdapter>
      <Suspense fallback={<ListPageSkeleton />}>
        <ContactList workspace={workspace} />
      </Suspense>
    </NuqsAdapter>
  );
}
