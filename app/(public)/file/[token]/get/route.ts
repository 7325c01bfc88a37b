import "@/server/database";
import { asDownload } from "@/server/api/export-person";
import { takeFile } from "@/server/services/access/request";

export const dynamic = "force-dynamic";

/** Only a POST hands it out: whatever follows links of mails gets nothing. */
export async function POST(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const file = await takeFile((await params).token);
  return file === null ? new Response("This link is too old", { status: 404 }) : asDownload(file, "my-data.json");
}
