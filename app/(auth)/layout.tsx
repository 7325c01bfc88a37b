import type { ReactNode } from "react";
import { PublicApi } from "@/components/trpc/react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <PublicApi>{children}</PublicApi>;
}
