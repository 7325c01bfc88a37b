import { type Inngest, InngestCommHandler, type InngestFunction } from "inngest";
import { settleEnvironment } from "@/server/env";

/** What an Inngest server sends to `/api/inngest`, without HTTP. Header names in lower case. */
export interface PlainRequest {
  method: "POST" | "PUT";
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * The SDK's own endpoint as a function of plain values, for an engine in the same process. Same shapes as over HTTP, at
 * about two thirds of the cost. Unsigned requests are taken, so nothing from outside may reach it.
 */
export function makePlainHandler(
  client: Inngest.Any,
  functions: readonly InngestFunction.Any[],
): (request: PlainRequest) => Promise<PlainResponse> {
  settleEnvironment();
  return new InngestCommHandler({
    frameworkName: "embedded",
    client,
    functions: [...functions],
    skipSignatureValidation: true,
    handler: (request: PlainRequest) => ({
      body: () => request.body,
      headers: (name: string) => request.headers[name.toLowerCase()] ?? null,
      method: () => request.method,
      url: () => new URL(request.url),
      transformResponse: ({ status, headers, body }): PlainResponse => ({ status, headers, body }),
    }),
  }).createHandler();
}
