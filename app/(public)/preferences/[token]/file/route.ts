import "@/server/database";
import { requestFile } from "@/server/services/access/request";
import { TooManyError } from "@/server/services/errors";

export const dynamic = "force-dynamic";

/** "Send me everything you hold": the link goes to the person's own address, not to whoever opened this page. */
export async function POST(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  let how = "file=sent";
  try {
    const asked = await requestFile(token);
    if (asked?.how === "by_hand") how = "file=by-hand";
  } catch (error) {
    if (!(error instanceof TooManyError)) throw error;
    how = "file=often";
  }
  return new Response(null, {
    status: 303,
    headers: { "cache-control": "no-store", location: `/preferences/${encodeURIComponent(token)}?${how}` },
  });
}
