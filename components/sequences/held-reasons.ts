const words: Readonly<Record<string, string>> = {
  quiet_hours: "Outside sending hours",
  leave_alone: "Left alone by a member",
  conversation: "In a conversation",
  repeat_gap: "Got the same before",
  cold_topic: "Topic gone cold",
  paused: "Sending paused",
  put_off: "Could not be handed over yet",
  sender_archived: "Sender was archived",
  sender_breaker: "Sender has trouble",
  sender_limit: "Sender's daily limit",
  own_pause: "Asked for a pause",
  own_choice: "Their own frequency",
  cap: "Frequency limit",
  gap: "Too close to the last",
  company_cap: "Company limit",
  yields: "Something more urgent",
  held: "Held",
};

/** A reason for holding ("quiet_hours", "quiet hours") as a label; a rule is called by its name already. */
export const sayHeldReason = (reason: string): string => words[reason.replaceAll(" ", "_")] ?? reason;

const skips: Readonly<Record<string, string>> = {
  suppressed: "Must not be written to",
  archived: "Contact archived",
  no_consent: "Never agreed to this",
  opted_out: "Left this topic",
  product: "Has the product, or no use for it",
  repeat: "Got the same before",
  at_cap: "Had enough, and the rule skips",
  expired: "No slot before its time was over",
  cancelled: "Taken back by a member",
  failed: "Could not be written or delivered",
  skipped: "Skipped",
};

/** A reason for never sending ("no_consent") as a label. */
export const saySkipReason = (reason: string): string => skips[reason] ?? reason;
