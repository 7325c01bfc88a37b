import { isTRPCClientError } from "@trpc/client";

/** Why a save failed: nobody answered or something broke, which passes; or the server will not have it as it is. */
export type SaveFailure = { readonly passing: true } | { readonly passing: false; readonly signedOut: boolean };

const REQUEST_TIMEOUT = 408;
const TOO_MANY = 429;

export function classifySaveFailure(error: unknown): SaveFailure {
  const data: unknown = isTRPCClientError(error) ? error.data : null;
  const status = typeof data === "object" && data !== null && "httpStatus" in data ? data.httpStatus : null;
  if (typeof status !== "number" || status >= 500 || status === REQUEST_TIMEOUT || status === TOO_MANY)
    return { passing: true };
  return { passing: false, signedOut: status === 401 };
}
