import { toDate } from "@/core/instant";
import type { EnrollmentSource } from "@/server/services/journeys/load";
import type { Speaker } from "@/server/services/journeys/speaker";
import { BY_SEQUENCE } from "@/server/services/sequences/carry";

/** Why a passage stands still and until when; null while it goes on. No limit is the reason then, whatever it said before. */
export function pausedInWords({ state, status }: EnrollmentSource, speaker: Speaker): string | null {
  const { pause } = state;
  if (pause === null || status !== "active") return null;
  const who = speaker.names("member", pause.by);
  const whole = pause.by === BY_SEQUENCE;
  const until =
    pause.until !== null
      ? speaker.when(toDate(pause.until))
      : whole
        ? "the sequence is resumed"
        : "somebody resumes it";
  const reason = pause.reason.trim().replaceAll("_", " ").replace(/\.$/, "");
  return `Paused${whole ? " with the whole sequence" : who === null ? "" : ` by ${who}`}${reason === "" ? "" : `: ${reason}`}. Nothing of it leaves until ${until}.`;
}

/** When it goes on by itself. */
export const pausedUntil = ({ state }: EnrollmentSource): Date | null =>
  state.pause?.until == null ? null : toDate(state.pause.until);
