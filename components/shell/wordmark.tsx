import { cn } from "@/components/ui/cn";

/** The mark: an h whose right stem holds a waiting point. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={cn("size-7 shrink-0", className)}>
      <rect width="32" height="32" rx="8" fill="#1f6b52" />
      <path d="M9.5 8v16M22.5 8v16M9.5 16.5h7.2" fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <circle cx="22.5" cy="16.5" r="3.9" fill="#1f6b52" />
      <circle cx="22.5" cy="16.5" r="2.3" fill="#e9b453" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark />
      <span className="font-medium font-serif text-title">Heed</span>
    </span>
  );
}
