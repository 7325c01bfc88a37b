import type { PersonFacts } from "@/core/attention/facts";
import type { ContactFacts } from "@/core/facts";

/** Somebody of whom nothing is known but what one says: opted in, wrote nothing, got nothing. */
export function describedPerson(
  zone: string,
  hours: PersonFacts["hours"],
): { contact: ContactFacts; facts: PersonFacts } {
  return {
    contact: {
      id: "described",
      attributes: {},
      tags: [],
      segments: [],
      topics: {},
      interest: {},
      consent: {},
      purchases: [],
      products: {},
      suppressed: "no",
    },
    facts: {
      contactId: "described",
      zone: { id: zone, source: "explicit" },
      suppressions: [],
      consent: { basis: "opt_in", source: "described", at: null, ordinal: 0 },
      consents: {},
      optOuts: [],
      choice: null,
      leaveAlone: [],
      exchanges: [],
      products: [],
      signs: [],
      interestResets: [],
      exemptions: [],
      pauses: [],
      senders: [],
      company: [],
      hours,
    },
  };
}
