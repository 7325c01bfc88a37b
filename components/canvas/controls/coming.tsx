import { Skeleton } from "@/components/ui/skeleton";

/** Stands where a control will be in a moment; whoever asked for the cursor waits for it. */
export const Coming = () => (
  <div data-coming="">
    <Skeleton className="h-[34px] w-full" />
  </div>
);
