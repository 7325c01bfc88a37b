import type { EngineEvent } from "./functions";
import { isJsonObject, type Json } from "./json";
import { newId } from "./new-id";

/** Names and ids stand in indexes, whose entries are limited. */
const LONGEST = 500;
const isUnfit = (text: string) => text.length > LONGEST || text.includes("\0");

/**
 * Reads the body of `POST /e/:key`: one event or a list of them, `{ name, data?, id?, ts? }`.
 * An event without an id gets one, one without a time (`ts`, epoch milliseconds) gets the present.
 */
export function readSentEvents(body: Json): { events: EngineEvent[] } | { problem: string } {
  const events: EngineEvent[] = [];
  for (const [index, sent] of (Array.isArray(body) ? body : [body]).entries()) {
    if (!isJsonObject(sent) || typeof sent.name !== "string" || sent.name === "")
      return { problem: `event ${index} has no name` };
    if (isUnfit(sent.name) || (typeof sent.id === "string" && isUnfit(sent.id)))
      return { problem: `event ${index}: name and id must not be longer than ${LONGEST} characters or contain NUL` };
    const data = sent.data ?? {};
    if (!isJsonObject(data)) return { problem: `event ${index} (${sent.name}): data must be an object` };
    const id = typeof sent.id === "string" && sent.id !== "" ? sent.id : newId();
    const ts = typeof sent.ts === "number" && sent.ts > 0 ? sent.ts : Date.now();
    events.push({ ...sent, id, name: sent.name, data, ts });
  }
  return { events };
}
