import type { Metadata } from "next";
import { IntegrationSettings } from "@/components/settings/integration-settings";

export const metadata: Metadata = { title: "Other services" };

export default function Page() {
  return <IntegrationSettings />;
}
