import "@/server/database";
import { readBody } from "@/server/api/read-body";
import { receiveCall } from "@/server/integrations/receive-call";

export const dynamic = "force-dynamic";

const MOST_BYTES = 1_000_000;

type Context = { params: Promise<{ kind: string; token: string }> };

/** Stripe, Shopify and Resend tell us things here. Whatever else calls learns nothing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { kind, token } = await params;
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return Response.json({ message: "Too much" }, { status: 413 });
  const { status, says } = await receiveCall(kind, token, await body.text(), request.headers);
  return Response.json({ message: says }, { status });
}
