import "@/server/database";
import { publicApp } from "@/server/api/public/app";

export const dynamic = "force-dynamic";

const handle = (request: Request) => publicApp.fetch(request);

export const GET = handle;
export const POST = handle;
export const PUT = handle;
export const PATCH = handle;
export const DELETE = handle;
