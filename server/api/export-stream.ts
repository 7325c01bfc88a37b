import "server-only";
import { createContext } from "@/server/api/context";
import { ServiceError } from "@/server/services/errors";
import { isExportKind } from "@/server/services/exports/tables";
import { startExport } from "@/server/services/exports/write";

/** A table of the workspace as a file. Signed-in members with the right only; asked for by a link, so a GET. */
export async function exportCsv(request: Request, of: { workspace: string; kind: string }): Promise<Response> {
  const { kind } = of;
  if (!isExportKind(kind)) return new Response("There is no such export", { status: 404 });
  try {
    const context = createContext({ headers: request.headers, workspace: of.workspace, setCookie: () => undefined });
    const session = await context.session();
    if (!session) return new Response("Sign in first", { status: 401 });
    const { ctx } = await context.open(session.memberId);
    const rows = await startExport(ctx, kind);
    const day = ctx.now().toISOString().slice(0, 10);
    return new Response(toStream(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${of.workspace}-${kind}-${day}.csv"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof ServiceError) return new Response(error.message, { status: 403 });
    throw error;
  }
}

function toStream(rows: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}
