import type { Metadata } from "next";
import { TeamSettings } from "@/components/settings/team-settings";

export const metadata: Metadata = { title: "Teams" };

export default function TeamsPage() {
  return <TeamSettings />;
}
