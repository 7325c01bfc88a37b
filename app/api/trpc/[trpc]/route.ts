import "@/server/database";
import { handleTrpc } from "@/server/api/handle";

export const dynamic = "force-dynamic";

export const GET = handleTrpc;
export const POST = handleTrpc;
