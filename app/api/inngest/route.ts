import "server-only";
import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { env } from "@/server/env";
import { serverClient } from "@/server/inngest/client";
import { heedFunctions } from "@/server/inngest/functions";

type Handler = ReturnType<typeof serve>["POST"];
type Served = Record<"GET" | "POST" | "PUT", Handler>;

let served: Served | undefined;

function handlers(): Served {
  const client = serverClient(env());
  served ??= serve({ client, functions: heedFunctions(client) });
  return served;
}

/** An Inngest server runs the functions here. With the embedded engine nobody outside may run steps: there is nothing here. */
const answer =
  (method: keyof Served) =>
  (request: NextRequest, context: unknown): ReturnType<Handler> | Response =>
    env().engine === "embedded" ? new Response(null, { status: 404 }) : handlers()[method](request, context);

export const GET = answer("GET");
export const POST = answer("POST");
export const PUT = answer("PUT");
