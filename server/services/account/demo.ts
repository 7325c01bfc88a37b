import { demoSignIn } from "@/db/demo-sign-in";
import { env } from "@/server/env";

/** What the sign-in page fills in for whoever looks at the demo; null unless HEED_DEMO is on. */
export const readDemoSignIn = (): typeof demoSignIn | null => (env().HEED_DEMO ? demoSignIn : null);
