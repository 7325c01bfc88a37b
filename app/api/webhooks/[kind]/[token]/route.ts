import "@/server/database";
import { receiveCall } from "@/server/integrations/receive-call";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ kind: string; token: string }> };

/** Stripe, Shopify and Resend tell us things here. Whatever else calls learns nothing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { kind, token } = await params;
  const { status, says } = await receiveCall(kind, token, await request.text(), request.headers);
  return Response.json({ message: says }, { status });
}
