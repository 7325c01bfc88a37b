/** An event as an engine takes it. An id that was seen in the last 24 hours is dropped by every engine. */
export interface EventToSend {
  readonly id: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
}

/** Hands events to the engine; rejects when it has not taken them all. */
export type SendEvents = (events: readonly EventToSend[]) => Promise<void>;

/** What an Inngest server takes in one request; its limit is by bytes, ours are small. */
const PER_REQUEST = 500;

/** Sends in requests of bounded size. */
export function sendInRequests(send: (events: EventToSend[]) => Promise<unknown>): SendEvents {
  return async (events) => {
    for (let at = 0; at < events.length; at += PER_REQUEST) await send(events.slice(at, at + PER_REQUEST));
  };
}
