import { FileQuestion } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFoundInWorkspace() {
  return (
    <EmptyState icon={<FileQuestion aria-hidden="true" />} title="There is no such page" level={1}>
      What was here is gone, lies in another workspace, or is not yours to see.
    </EmptyState>
  );
}
