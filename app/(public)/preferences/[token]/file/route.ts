import "@/server/database";
import { requestFile } from "@/server/services/access/request";
import { TooManyError } from "@/server/services/errors";

export const dynamic = "force-dynamic";

/** "Send me everything you hold": the link goes to the person's own address, not to whoever opened this page. */
export async function POST(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  let how = "file=1";
  try {
    await requestFile(token);
  } catch (error) {
    if (!(error instanceof TooManyError)) throw error;
    how = "file=often";
  }
  return new Response(null, {
    status: 303,
    headers: { "cache-control": "no-store", location: `/preferences/${encodeURIComponent(token)}?${how}` },
  });
}
