/** What an Inngest server would send to an app's endpoint, as plain values. */
export type SdkRequest = {
  method: "POST" | "PUT";
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** JSON, already parsed. */
  body: unknown;
};

export type SdkResponse = { status: number; headers: Record<string, string>; body: string };

/** Passes a request to the Inngest SDK. The engine does not import the SDK: whoever starts it builds this on `InngestCommHandler`. */
export type SdkHandler = (request: SdkRequest) => Promise<SdkResponse>;

export const SDK_URL = "http://engine/api/inngest";
