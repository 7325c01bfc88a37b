import type { Briefing } from "@/core/briefing";
import type { EmailText } from "@/core/merge-content";

/** What is looked at in the words of an email step, and what they are judged by. */
export interface CheckedMail extends EmailText {
  readonly subject: string;
  readonly body: string;
  readonly senderId: string;
  readonly class: string;
  readonly thread: { readonly mode: "new" | "reply" };
  readonly mayRepeat: { readonly kind: string };
  readonly briefing: Briefing;
}
