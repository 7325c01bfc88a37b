/** Wakes and outbox rows were written: the relay looks at once. */
export const RELAY_CHANNEL = "heed_relay";
/** A person's alarm was set to now: the relay looks at once. */
export const DUE_CHANNEL = "heed_due";
