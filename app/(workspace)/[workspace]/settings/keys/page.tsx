import type { Metadata } from "next";
import { KeySettings } from "@/components/settings/named-lists";

export const metadata: Metadata = { title: "API keys" };

export default function Page() {
  return <KeySettings />;
}
