import { connect, type Socket } from "node:net";
import { resolveHost } from "@/server/mailbox/safe-host";

/** What a connection is made with: the name stays in the settings, for its certificate. */
export interface SafeSocket {
  readonly connection: Socket;
  readonly tls?: { readonly rejectUnauthorized: false };
}

/**
 * Connects to a server that a member named, at the address the name leads to now and that was found to be public: between check
 * and use it cannot come to mean something else. @throws PrivateHostError, or the network's error
 */
export async function openSafeSocket(host: string, port: number, timeoutMs: number): Promise<SafeSocket> {
  const { address, isPrivate } = await resolveHost(host);
  const connection = await reach(address, port, timeoutMs);
  return { connection, ...(isPrivate ? { tls: { rejectUnauthorized: false } } : {}) };
}

function reach(host: string, port: number, timeout: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const giveUp = () => fail(Object.assign(new Error("The server did not answer in time"), { code: "ETIMEDOUT" }));
    socket.on("error", fail); // stays: whoever takes the socket over listens a moment later
    socket.once("timeout", giveUp);
    socket.once("connect", () => {
      socket.off("timeout", giveUp);
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}
