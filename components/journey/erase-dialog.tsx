"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { notify } from "@/components/ui/toast";
import { EraseQuestion } from "./erase-question";
import type { ContactFacts } from "./journey-data";

/** Erases the person behind a contact and leads back to the list: there is no page of theirs any more. */
export function EraseDialog({ contact, onClose }: { contact: ContactFacts; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug } = useWorkspace();
  const erase = useMutation(trpc.contacts.erase.mutationOptions());
  return (
    <EraseQuestion
      name={contact.name}
      email={contact.email}
      addresses={contact.addresses.filter(({ email }) => email !== null).length}
      onErase={async (because) => {
        await orSay(erase.mutateAsync({ id: contact.id, because }));
        router.push(`/${slug}/contacts`);
        notify({ title: "Erased", description: "Their addresses are never written to again." });
        await queries.invalidateQueries({ queryKey: trpc.contacts.list.pathKey() });
      }}
      onClose={onClose}
    />
  );
}
