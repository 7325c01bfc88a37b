import "server-only";
import { createContext } from "@/server/api/context";
import { readPersonFile } from "@/server/services/access/read";
import { NotFoundError, ServiceError } from "@/server/services/errors";

/** Everything held about one person as a file, for a member who answers their request. */
export async function exportPerson(request: Request, of: { workspace: string; id: string }): Promise<Response> {
  try {
    const context = createContext({ headers: request.headers, workspace: of.workspace, setCookie: () => undefined });
    const session = await context.session();
    if (!session) return new Response("Sign in first", { status: 401 });
    const { ctx } = await context.open(session.memberId);
    const { personId, file } = await readPersonFile({ ctx, input: { contactId: of.id } });
    return asDownload(file, `${personId}.json`);
  } catch (error) {
    if (error instanceof NotFoundError) return new Response(error.message, { status: 404 });
    if (error instanceof ServiceError) return new Response(error.message, { status: 403 });
    throw error;
  }
}

/** A JSON file that is saved, not shown, and kept by nobody on the way. */
export const asDownload = (file: unknown, name: string): Response =>
  new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
