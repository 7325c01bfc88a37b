import { randomBytes } from "node:crypto";
import { vault } from "@/server/crypto";

const placeOf = (rowId: string) => ({ table: "webhook_endpoint", column: "secret", rowId });

/** A new signing secret as Standard Webhooks writes them: `whsec_` and 24 bytes in base64. */
export const newEndpointSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

export const sealEndpointSecret = (endpointId: string, secret: string): string =>
  vault().seal("webhook", placeOf(endpointId), secret);

/** @throws SealBroken */
export function openEndpointSecret(endpointId: string | null, sealed: string | null): string | null {
  return endpointId === null || sealed === null ? null : vault().open("webhook", placeOf(endpointId), sealed);
}
