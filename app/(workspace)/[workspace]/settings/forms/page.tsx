import type { Metadata } from "next";
import { FormSettings } from "@/components/settings/form-settings";

export const metadata: Metadata = { title: "Forms" };

export default function Page() {
  return <FormSettings />;
}
