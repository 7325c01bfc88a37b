/** Next calls this once before the first request: the environment is checked and the database door hung. */
export async function register(): Promise<void> {
  // Next replaces this very expression at build time; server/env.ts cannot hide it.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkOrExit } = await import("@/server/start-web");
  checkOrExit();
}
