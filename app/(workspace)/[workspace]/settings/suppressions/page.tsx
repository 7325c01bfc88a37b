import type { Metadata } from "next";
import { SuppressionSettings } from "@/components/settings/named-lists";

export const metadata: Metadata = { title: "Suppressions" };

export default function Page() {
  return <SuppressionSettings />;
}
