import dns from "node:dns/promises";
import { syncBuiltinESMExports } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { outgoingMail } from "@/server/mail/testing/outgoing";
import { openSmtp } from "@/server/services/mailboxes/transport";

const names = { address: "127.0.0.1" };
const servers: SMTPServer[] = [];
beforeEach(() => {
  // not by replacing the module: files share what they have loaded
  vi.spyOn(dns, "lookup").mockImplementation((async () => [{ address: names.address, family: 4 }]) as never); // as asked for: all
  syncBuiltinESMExports();
});
afterEach(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // TCP: never a path
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server at one address of the loopback network, and whom it was given mail for. */
async function startServer(address: string, port: number) {
  const taken: string[] = [];
  const server = new SMTPServer({
    secure: true,
    logger: false,
    closeTimeout: 50,
    onAuth: (auth, _, done) => done(null, { user: auth.username ?? "" }),
    onRcptTo(to, _, done) {
      taken.push(to.address);
      done();
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(port, address, resolve));
  servers.push(server);
  return taken;
}

test("a mail server that moves to another address is found there by its name, by a transport that is open", async () => {
  const port = await freePort();
  const here = await startServer("127.0.0.1", port);
  const transport = openSmtp({
    smtp: { host: "mail.ours.example", port, secure: true },
    username: "ana",
    auth: { kind: "password", password: "secret" },
  });
  const send = (to: string) => transport.send(outgoingMail({ to }), { idempotencyKey: to });
  expect(await send("before@acme.example")).toMatchObject({ outcome: "accepted" });
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  names.address = "127.0.0.2";
  const there = await startServer("127.0.0.2", port);
  expect(await send("after@acme.example")).toMatchObject({ outcome: "accepted" });
  await transport.close();
  expect([here, there]).toEqual([["before@acme.example"], ["after@acme.example"]]);
});
