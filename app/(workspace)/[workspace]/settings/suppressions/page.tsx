import type { Metadata } from "next";
import { SuppressionSettings } from "@/components/settings/suppression-settings";

export const metadata: Metadata = { title: "Suppressions" };

export default function Page() {
  return <SuppressionSettings />;
}
