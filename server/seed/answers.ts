import type { SequenceKey } from "@/server/seed/publish";

/** What people write back, by the sequence they got the mail from. Read by the rules that read every reply. */
export const answers: Readonly<Record<SequenceKey, readonly string[]>> = {
  trial: [
    "Hi Maya,\n\ndoes it work without a signal? Half of our sites are in a valley.\n\nThanks",
    "This looks interesting. Can we talk on Thursday after two?",
    "How much would it be for nine people? And can we pay by the season?",
    "Not this month, we are moving offices. Please ask me again next month.",
    "Yes please, send me the prices for the whole team.",
  ],
  spring: [
    "Tuesday would suit us. Do you bring the tablets, or do we need our own?",
    "Sounds good, please call me about a date.",
    "Can my foreman come along? He is the one who has to use it.",
  ],
  paper: [
    "2, and we are looking around. What does it cost for four crews?",
    "Thanks, but we are not interested. We built our own planning tool.",
    "Page seven is my life. Can we talk next week?",
    "No thank you, not interested.",
    "Interesting read. Could you send me the figures behind page seven?",
  ],
  news: [
    "Nice one. Is the copy thing in the small plan too?",
    "Could you send these to my colleague as well? He plans the crews.",
  ],
  renewal: [
    "We need four seats fewer from January. Can you change that?",
    "All fine, thank you. Please leave it as it is.",
  ],
  winter: [],
};

export const goodbye = "Please stop writing to me. Unsubscribe.";
