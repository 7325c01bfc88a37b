import "@/server/database";
import { confirmEntry } from "@/server/services/forms/confirm";
import { readVisitor } from "@/server/services/signals/visitor";

export const dynamic = "force-dynamic";

/** The button of the confirmation page. Only a POST confirms: whatever follows links has agreed to nothing. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  await confirmEntry(token, readVisitor(request));
  return new Response(null, {
    status: 303,
    headers: { "cache-control": "no-store", location: `/confirm/${encodeURIComponent(token)}` },
  });
}
