const words: Readonly<Record<string, string>> = {
  quiet_hours: "Outside sending hours",
  leave_alone: "Left alone by a member",
  conversation: "In a conversation",
  repeat_gap: "Got the same before",
  cold_topic: "Topic gone cold",
  paused: "Sending paused",
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
