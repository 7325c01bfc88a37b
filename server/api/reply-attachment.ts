import "server-only";
import { saveAs } from "@/core/content-disposition";
import { createContext } from "@/server/api/context";
import { NotFoundError, ServiceError } from "@/server/services/errors";
import { readAttachment } from "@/server/services/replies/attachments";

/** A file somebody sent us, for a member who may read replies: saved, never shown, whatever it says it is. */
export async function replyAttachment(
  request: Request,
  of: { workspace: string; id: string; index: string },
): Promise<Response> {
  try {
    const context = createContext({ headers: request.headers, workspace: of.workspace, setCookie: () => undefined });
    const session = await context.session();
    if (!session) return new Response("Sign in first", { status: 401 });
    const { ctx } = await context.open(session.memberId);
    const { name, content } = await readAttachment({ ctx, input: { id: of.id, index: Number(of.index) } });
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": saveAs(name),
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof NotFoundError) return new Response(error.message, { status: 404 });
    if (error instanceof ServiceError) return new Response(error.message, { status: 403 });
    throw error;
  }
}
