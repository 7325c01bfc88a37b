import "@/server/database";
import { exportCsv } from "@/server/api/export-stream";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ workspace: string; kind: string }> };

export const GET = async (request: Request, { params }: Context): Promise<Response> => exportCsv(request, await params);
