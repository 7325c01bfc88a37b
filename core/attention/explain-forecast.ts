import type { EpochMs } from "@/core/instant";
import type { Forecast } from "./decision";
import { isSkip } from "./explain";
import { holdInWords } from "./explain-hold";
import { skipInWords } from "./explain-skip";
import { momentInWords, type Wording } from "./words";

/**
 * What the forward pass expects of a message that is not due yet, in a sentence: "Due Thu 21 May 9:00, but one message in 24
 * hours is the limit; Offer (planned Wed) fills it." Times are on the wall clock of `zone`, seen from `now`.
 */
export function explainForecast(
  { outcome, because }: Forecast,
  dueAt: EpochMs,
  now: EpochMs,
  wording: Wording,
  zone: string,
): string {
  const due = `Due ${momentInWords(dueAt, zone, now)}`;
  if (because === null) {
    return outcome === "goes"
      ? "Nothing is expected to stand against it; when it is due, everything else this person gets is weighed with it."
      : `${due}; it goes after a message whose time is open.`;
  }
  if (isSkip(because)) return `Expected to be skipped: ${skipInWords(because, wording, zone, now)}.`;
  const reason = holdInWords(because, wording, zone, now);
  return outcome === "goes" ? `${due}, but ${reason}.` : `${due}; when it goes is open: ${reason}.`;
}
