import "@/server/database";
import { exportPerson } from "@/server/api/export-person";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ workspace: string; id: string }> };

export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  exportPerson(request, await params);
