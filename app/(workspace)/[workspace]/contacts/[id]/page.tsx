import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ContactScreen } from "@/components/journey/contact-screen";
import { workspaceApi } from "@/server/api/caller";

type Props = { params: Promise<{ workspace: string; id: string }> };

const nameOf = cache(async (workspace: string, id: string): Promise<string> => {
  const api = await workspaceApi(workspace);
  const contact = await api.contacts.get({ id }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return contact.name;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspace, id } = await params;
  return { title: await nameOf(workspace, id) };
}

export default async function ContactPage({ params }: Props) {
  const { workspace, id } = await params;
  await nameOf(workspace, id);
  return <ContactScreen key={id} contactId={id} />;
}
