import type { Metadata } from "next";
import { BrandSettings } from "@/components/settings/brand-settings";

export const metadata: Metadata = { title: "Brand" };

export default function Page() {
  return <BrandSettings />;
}
