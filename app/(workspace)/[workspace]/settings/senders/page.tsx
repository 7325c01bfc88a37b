import type { Metadata } from "next";
import { SenderSettings } from "@/components/settings/sender-settings";

export const metadata: Metadata = { title: "Senders" };

export default function Page() {
  return <SenderSettings />;
}
