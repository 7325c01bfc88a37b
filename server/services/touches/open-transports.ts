import { realTransports } from "@/server/mail/transport-of-sender";
import { createTransports } from "./transports";

// One set of transports per process: connections are pooled over all functions.
const transports = createTransports(realTransports);

export const transportOf = transports.transportOf;
export const closeTransports = transports.close;
