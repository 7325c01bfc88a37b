import type { Metadata } from "next";
import { TopicSettings } from "@/components/settings/topic-settings";

export const metadata: Metadata = { title: "Topics" };

export default function Page() {
  return <TopicSettings />;
}
