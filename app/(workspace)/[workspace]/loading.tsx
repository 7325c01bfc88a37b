import { ListPageSkeleton } from "@/components/ui/page-skeleton";

export default function LoadingPage() {
  return <ListPageSkeleton />;
}
