import { Braces } from "lucide-react";
import type { ComponentProps } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** Opens the values of the person; on its own it only looks so. */
export function ValuesButton(props: Partial<ComponentProps<typeof IconButton>>) {
  return <IconButton {...props} label="Insert a value of the person ({)" icon={<Braces />} size="sm" />;
}
