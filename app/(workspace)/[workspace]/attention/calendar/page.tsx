import type { Metadata } from "next";
import { CalendarScreen } from "@/components/attention/calendar-screen";

export const metadata: Metadata = { title: "Calendar" };

export default async function CalendarPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return <CalendarScreen workspace={workspace} />;
}
