import type { Metadata } from "next";
import { KeySettings } from "@/components/settings/key-settings";

export const metadata: Metadata = { title: "API keys" };

export default function Page() {
  return <KeySettings />;
}
