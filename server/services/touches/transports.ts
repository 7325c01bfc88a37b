import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { MailTransport } from "@/server/mail/port";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { createMailboxTransport } from "@/server/services/mailboxes/transport";
import { keepSandboxMail } from "@/server/services/sandbox/keep-mail";
import type { TransportOf } from "./send-parcel";

/** What makes a transport of a sender's stored settings; one per kind. */
export interface SenderSettings {
  id: string;
  workspaceId: string;
  transport: string;
  address: string;
  mailboxId: string | null;
  /** Sealed; opened by the factory of its kind. */
  credentials: string | null;
}

export type TransportFactory = (sender: SenderSettings) => MailTransport;

/** A sender's settings are read again after this long (real time): a changed password must not need a restart. */
const KEPT_MS = 60_000;

/** Transports of this process, one per sender, made when first needed. `close` waits for their connections. */
export function createTransports(factories: Readonly<Record<string, TransportFactory>> = {}): {
  transportOf: TransportOf;
  close(): Promise<void>;
} {
  const all: Readonly<Record<string, TransportFactory>> = {
    sandbox: () => createSandboxTransport(keepSandboxMail),
    mailbox: ({ id, mailboxId }) => {
      if (mailboxId === null) throw new Error(`sender ${id} has no mailbox`);
      return createMailboxTransport(mailboxId);
    },
    ...factories,
  };
  const open = new Map<string, { key: string; until: number; transport: MailTransport }>();
  return {
    async transportOf(senderId) {
      const fresh = open.get(senderId);
      if (fresh && fresh.until > performance.now()) return fresh.transport;
      const sender = await readSender(senderId);
      const known = open.get(senderId); // another may have come first meanwhile
      const key = JSON.stringify(sender);
      const until = performance.now() + KEPT_MS;
      if (known?.key === key) {
        open.set(senderId, { ...known, until });
        return known.transport;
      }
      const make = all[sender.transport];
      if (!make) throw new Error(`sender ${senderId} wants the transport ${sender.transport}, which is not there`);
      const transport = make(sender);
      open.set(senderId, { key, until, transport });
      await known?.transport.close();
      return transport;
    },
    async close() {
      await Promise.all([...open.values()].map(({ transport }) => transport.close()));
      open.clear();
    },
  };
}

async function readSender(senderId: string): Promise<SenderSettings> {
  const [row] = await queryRows<{
    id: string;
    workspace_id: string;
    transport: string;
    address: string;
    mailbox_id: string | null;
    credentials: string | null;
  }>(
    ownerSql(),
    "select id, workspace_id, transport, address, mailbox_id, credentials from sender where id = $1 and archived_at is null",
    [senderId],
  );
  if (!row) throw new Error(`sender ${senderId} is gone or archived`);
  const { id, workspace_id: workspaceId, transport, address, mailbox_id: mailboxId, credentials } = row;
  return { id, workspaceId, transport, address, mailboxId, credentials };
}
