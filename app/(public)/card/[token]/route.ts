import "@/server/database";
import { cardPage } from "@/server/api/public/card-page";
import { NotFoundError } from "@/server/services/errors";
import { openCard } from "@/server/services/support/card";

export const dynamic = "force-dynamic";

const headers = (origins: readonly string[]) => ({
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "content-security-policy":
    `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self' ${origins.join(" ")}`.trim(),
});

/** The card of one address, by a signed link; framed only where the settings allow. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const { email, found, origins } = await openCard((await params).token);
    return new Response(cardPage(email, found), { headers: headers(origins) });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return new Response("This link is not ours, or its time is over.", { status: 404, headers: headers([]) });
  }
}
