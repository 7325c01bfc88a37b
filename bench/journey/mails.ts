import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { startSink } from "../harness/sink";

export interface Mails {
  /** Where senders deliver; empty for the sandbox. */
  readonly url: string;
  until(count: number, say: (words: string) => void): Promise<void>;
  /** Counts what arrived: who opened (even ones) must have got A and nobody anything twice. */
  check(addresses: readonly string[]): Promise<{ messages: number; wrongBranch: number; doubled: number }>;
  all(): Promise<readonly Arrived[]>;
  close(): Promise<void>;
}

type Arrived = { to: string; subject: string };

/** Mails as the receiving side counts them: an SMTP sink, or the rows of the local inbox. */
export async function openMails(transport: string, ownerUrl: string): Promise<Mails> {
  const source = transport === "smtp" ? await openSink() : openInbox(ownerUrl);
  return {
    url: source.url,
    close: source.close,
    all: source.all,
    async until(count, say) {
      let said = performance.now();
      for (let seen = await source.count(); seen < count; seen = await source.count()) {
        await pause(50);
        if (performance.now() - said < 5_000) continue;
        said = performance.now();
        say(`${seen} mails have arrived`);
      }
    },
    check: async (addresses) => judge(await source.all(), addresses),
  };
}

function judge(mails: readonly Arrived[], addresses: readonly string[]) {
  const subjects = new Map<string, string[]>();
  for (const { to, subject } of mails) subjects.set(to, [...(subjects.get(to) ?? []), subject]);
  let wrongBranch = 0;
  let doubled = 0;
  addresses.forEach((address, index) => {
    const got = subjects.get(address) ?? [];
    const wanted = index % 2 === 0 ? "Answer A" : "Answer B";
    const other = index % 2 === 0 ? "Answer B" : "Answer A";
    if (!got.includes(wanted) || got.includes(other)) wrongBranch += 1;
    doubled += got.length - new Set(got).size;
  });
  return { messages: mails.length, wrongBranch, doubled };
}

async function openSink() {
  const sink = await startSink({ headers: ["subject"] });
  return {
    url: sink.url,
    count: () => Promise.resolve(sink.mails.length),
    all: () =>
      Promise.resolve(sink.mails.map(({ to, headers }) => ({ to: to[0] ?? "", subject: headers.subject ?? "" }))),
    close: () => sink.stop(),
  };
}

function openInbox(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 1 });
  return {
    url: "",
    count: async () => Number((await sql`select count(*)::int as n from sandbox_mail`)[0]?.n),
    all: () => sql<Arrived[]>`select to_address as to, subject from sandbox_mail`,
    close: () => sql.end(),
  };
}
