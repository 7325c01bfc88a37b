import { realTransports } from "@/server/mail/transport-of-sender";
import { createTransports } from "./transports";

// One set of transports per process: connections are pooled over all functions.
export const { transportOf } = createTransports(realTransports);
