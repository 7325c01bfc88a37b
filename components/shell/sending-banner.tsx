import { CirclePause } from "lucide-react";
import type { ReactNode } from "react";
import { DateTime } from "@/components/ui/date-time";

export interface SendingBannerProps {
  /** Since when no touch leaves; null: only some teams' do not. */
  pausedAt: Date | string | null;
  /** Names of teams whose sending alone is paused. */
  teams?: readonly string[];
  zone: string;
  reason?: string | null;
  /** The button that resumes, for those who may. */
  action?: ReactNode;
}

/** On every page while the workspace's sending is paused. One line high, so that the frame can count on it. */
export function SendingBanner({ pausedAt, teams = [], zone, reason, action }: SendingBannerProps) {
  return (
    <section
      aria-label="Sending"
      className="flex h-10 items-center gap-3 border-amber/30 border-b bg-amber-tint px-4 text-amber"
    >
      <CirclePause aria-hidden="true" className="size-4 shrink-0" />
      <p role="status" className="min-w-0 flex-1 truncate">
        <strong className="font-semibold">
          {pausedAt === null ? `Sending by ${teams.join(", ")} is paused.` : "All sending is paused."}
        </strong>
        {pausedAt === null ? null : (
          <span className="max-sm:hidden">
            {" "}
            Nothing has left since <DateTime at={pausedAt} zone={zone} />.
          </span>
        )}
        {reason ? <span> “{reason}”</span> : null}
      </p>
      {action}
    </section>
  );
}
