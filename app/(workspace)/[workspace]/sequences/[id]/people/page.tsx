import type { Metadata } from "next";
import { PeopleScreen } from "@/components/sequences/people-screen";
import { openSequence } from "../open-sequence";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const sequence = await openSequence(workspace, id);
  return <PeopleScreen key={id} sequence={sequence} workspace={workspace} />;
}
