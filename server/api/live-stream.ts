import "server-only";
import { createContext } from "@/server/api/context";
import { EVERYTHING, listenTo } from "@/server/api/live";
import { ServiceError } from "@/server/services/errors";

const AT_MOST_EVERY_MS = 1_000;
/** Keeps proxies from closing the line, and ends it for who was taken out of the workspace. */
const CHECK_EVERY_MS = 25_000;

/**
 * Server-sent events (WHATWG HTML §9.2) of one workspace: `data: ["touch","enrollment"]`, kinds of rows that changed, at most
 * one message a second. The first message says `["everything"]`, so that a reconnect misses nothing.
 */
export async function streamChanges(request: Request): Promise<Response> {
  const workspace = new URL(request.url).searchParams.get("workspace");
  const open = async () => {
    const context = createContext({ headers: request.headers, workspace, setCookie: () => undefined });
    const session = await context.session();
    return session && context.open(session.memberId);
  };
  try {
    const opened = await open();
    if (!opened) return new Response("Sign in first", { status: 401 });
    const stream = toStream(opened.id, request.signal, async () => (await open()) !== null);
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    if (error instanceof ServiceError) return new Response(error.message, { status: 403 });
    throw error;
  }
}

function toStream(workspaceId: string, gone: AbortSignal, stillIn: () => Promise<boolean>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  return new ReadableStream({
    async start(controller) {
      const waiting = new Set<string>([EVERYTHING]);
      let ended = false;
      let stop: () => void = () => undefined;
      let timer: NodeJS.Timeout | undefined;
      let check: NodeJS.Timeout | undefined;
      end = () => {
        ended = true;
        stop();
        clearInterval(check);
        clearTimeout(timer);
      };
      const finish = () => {
        if (ended) return;
        end();
        controller.close();
      };
      const write = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      const flush = () => {
        timer = undefined;
        if (ended || waiting.size === 0) return;
        write(`data: ${JSON.stringify([...waiting])}\n\n`);
        waiting.clear();
        timer = setTimeout(flush, AT_MOST_EVERY_MS);
      };
      gone.addEventListener("abort", finish);
      const listening = await listenTo(workspaceId, (entity) => {
        waiting.add(entity);
        timer ??= setTimeout(flush, 0);
      });
      // who went away before there was anything to stop
      if (ended) return listening();
      stop = listening;
      if (gone.aborted) return finish();
      check = setInterval(() => {
        stillIn().then((yes) => (yes ? write(": here\n\n") : finish()), finish);
      }, CHECK_EVERY_MS);
      write("retry: 2000\n\n");
      flush();
    },
    cancel: () => end(),
  });
}
