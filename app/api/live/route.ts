import "@/server/database";
import { streamChanges } from "@/server/api/live-stream";

export const dynamic = "force-dynamic";

export const GET = streamChanges;
