import "@/server/database";
import { segmentApp } from "@/server/api/public/segment";

export const dynamic = "force-dynamic";

export const POST = (request: Request) => segmentApp.fetch(request);
