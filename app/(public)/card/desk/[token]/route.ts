import "@/server/database";
import { cardHeaders, cardPage, emptyCardPage } from "@/server/api/public/card-page";
import { NotFoundError, TooManyError } from "@/server/services/errors";
import { openDeskCard } from "@/server/services/support/desk-card";

export const dynamic = "force-dynamic";

/** The card of the address a help desk put behind the link of its key; framed only where the settings allow. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const address = new URL(request.url).searchParams.get("email") ?? "";
  try {
    const { email, found, origins } = await openDeskCard((await params).token, address);
    return new Response(found === null ? emptyCardPage() : cardPage(email, found), { headers: cardHeaders(origins) });
  } catch (error) {
    if (error instanceof TooManyError) return new Response(error.message, { status: 429, headers: cardHeaders([]) });
    if (!(error instanceof NotFoundError)) throw error;
    return new Response("This link is not ours, or its key is gone.", { status: 404, headers: cardHeaders([]) });
  }
}
