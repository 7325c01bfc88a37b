import { randomBytes } from "node:crypto";

/** An id that sorts by time, so that new rows land at the right edge of their index: 9 base-36 digits of the millisecond, then 80 random bits. */
export function newId(): string {
  return `${Date.now().toString(36).padStart(9, "0")}${randomBytes(10).toString("hex")}`;
}
