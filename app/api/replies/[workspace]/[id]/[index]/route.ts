import "@/server/database";
import { replyAttachment } from "@/server/api/reply-attachment";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ workspace: string; id: string; index: string }> };

export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  replyAttachment(request, await params);
