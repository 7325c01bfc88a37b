import "@/server/database";
import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import { user } from "@/db/schema/auth";
import { segmentApp } from "@/server/api/public/segment";
import { serveHandler } from "@/server/api/public/testing/serve";
import { memberContext } from "@/server/services/context";
import { createKey } from "@/server/services/keys/manage";
import { createWorkspace } from "@/server/services/workspaces/create";

/* The web side of `bench ingest`: the very handler of /v1 behind a port, and a workspace with a key. */
const memberId = newId("member");
await withOwner((tx) =>
  tx.insert(user).values({ id: memberId, name: "Bench", email: "bench@example.com", emailVerified: true }),
);
const { id: workspaceId } = await createWorkspace({ ctx: { memberId }, input: { name: "Bench" } });
const ctx = memberContext({ workspaceId, memberId, role: "owner", teamIds: [], offsetMs: 0 });
const { key } = await createKey({ ctx, input: { name: "Bench", scopes: ["events"] } });
const server = await serveHandler((request) => segmentApp.fetch(request));
process.once("disconnect", () => process.exit(0));
process.send?.({ pid: process.pid, url: server.url, key, workspaceId });
