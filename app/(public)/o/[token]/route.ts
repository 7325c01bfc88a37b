import "@/server/database";
import { recordOpen } from "@/server/services/signals/record-visit";
import { readVisitor } from "@/server/services/signals/visitor";

export const dynamic = "force-dynamic";

/** One transparent pixel, the smallest GIF there is. */
const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const headers = {
  "content-type": "image/gif",
  "content-length": String(pixel.length),
  "cache-control": "no-store, no-cache, must-revalidate, private, max-age=0",
  "x-robots-tag": "noindex",
};

type Context = { params: Promise<{ token: string }> };

/** The picture comes whatever the token is: a broken image would tell on us. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await recordOpen((await params).token, readVisitor(request));
  return new Response(new Uint8Array(pixel), { headers });
}

export async function HEAD(request: Request, { params }: Context): Promise<Response> {
  await recordOpen((await params).token, readVisitor(request));
  return new Response(null, { headers });
}
