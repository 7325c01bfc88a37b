import { env } from "@/server/env";

/** One request as the recipient's program makes it. */
export interface RecipientRequest {
  /** Path and query on our own server. */
  readonly path: string;
  readonly method: "GET" | "HEAD" | "POST";
  readonly userAgent: string;
  /** Form fields of a POST. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface RecipientAnswer {
  readonly status: number;
  /** Where it leads; redirects are not followed: other people's pages are none of our business. */
  readonly location: string | null;
}

type Door = (request: RecipientRequest) => Promise<RecipientAnswer>;

/** A development server builds a page when it is first asked for. */
const PATIENCE_MS = 60_000;

const overHttp: Door = async ({ path, method, userAgent, form }) => {
  const response = await fetch(new URL(path, `http://localhost:${env().PORT}`), {
    method,
    headers: { "user-agent": userAgent },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  await response.arrayBuffer();
  return { status: response.status, location: response.headers.get("location") };
};

let door: Door = overHttp;

/** Knocks at the door everybody else comes through: our own server, over HTTP. */
export const knock: Door = (request) => door(request);

/** Lets a test stand in for the web server; gives back the way to undo it. */
export function useDoor(other: Door): () => void {
  const before = door;
  door = other;
  return () => {
    door = before;
  };
}
