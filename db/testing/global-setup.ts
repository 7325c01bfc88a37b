import type { TestProject } from "vitest/node";
import { joinTestServer, type TestServer } from "@/db/testing/server";

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { leave, ...server } = await joinTestServer();
  project.provide("testServer", server);
  return leave;
}
