import { z } from "zod";
import { vault } from "@/server/crypto";

export const integrationKinds = ["stripe", "shopify", "resend"] as const;
export type IntegrationKind = (typeof integrationKinds)[number];

const secretsSchema = z.object({ signingSecret: z.string(), apiKey: z.string().nullable() });
export type IntegrationSecrets = z.output<typeof secretsSchema>;

const placeOf = (rowId: string) => ({ table: "integration", column: "secrets", rowId });

export const sealSecrets = (id: string, secrets: IntegrationSecrets): string =>
  vault().seal("webhook", placeOf(id), JSON.stringify(secrets));

/** @throws SealBroken */
export const openSecrets = (id: string, sealed: string): IntegrationSecrets =>
  secretsSchema.parse(JSON.parse(vault().open("webhook", placeOf(id), sealed)));
