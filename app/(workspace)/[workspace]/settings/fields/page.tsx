import type { Metadata } from "next";
import { FieldSettings } from "@/components/settings/field-settings";

export const metadata: Metadata = { title: "Fields" };

export default function Page() {
  return <FieldSettings />;
}
