import "@/server/database";
import { cardHeaders, cardPage } from "@/server/api/public/card-page";
import { NotFoundError } from "@/server/services/errors";
import { openCard } from "@/server/services/support/card";

export const dynamic = "force-dynamic";

/** The card of one address, by a signed link; framed only where the settings allow. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const { email, found, origins } = await openCard((await params).token);
    return new Response(cardPage(email, found), { headers: cardHeaders(origins) });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return new Response("This link is not ours, or its time is over.", { status: 404, headers: cardHeaders([]) });
  }
}
