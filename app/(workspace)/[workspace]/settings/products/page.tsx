import type { Metadata } from "next";
import { ProductSettings } from "@/components/settings/product-settings";

export const metadata: Metadata = { title: "Products" };

export default function Page() {
  return <ProductSettings />;
}
