import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connect as connectTls } from "node:tls";

const BINARY = "/usr/sbin/dovecot";
export const PASSWORD = "secret";

/** A real IMAP server over TLS on loopback: any user name signs in with the password `secret`, or with a token of `tokens`. */
export interface Dovecot {
  readonly port: number;
  /** Good access tokens and whose they are (XOAUTH2). */
  readonly tokens: Map<string, string>;
  /** Kills all its processes at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same mail. */
  start(): Promise<void>;
  /** All UIDs of a folder get other meanings, as after a restore of the server. Kills and starts it. */
  changeUidValidity(user: string): Promise<void>;
  /** A folder takes no more mail, as one that is over its quota; or takes it again. */
  refuseAppends(user: string, folder: string, refuses: boolean): void;
  /** Puts mails into INBOX as a delivery agent does, past IMAP. */
  deliver(user: string, mails: readonly string[]): void;
  /** The files of INBOX can be listed and not opened, as with a broken disk; or opened again. */
  withholdMails(user: string, withholds: boolean): void;
  /** Its processes stand still and say nothing: a half-open link. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** Needs root and Debian's dovecot-imapd (script/test installs it). @throws where either is missing */
export async function startDovecot(given: { port?: number } = {}): Promise<Dovecot> {
  if (!existsSync(BINARY)) throw new Error("Dovecot is not installed: apt-get install dovecot-imapd");
  if (process.getuid?.() !== 0) throw new Error("Dovecot in tests wants root: it changes to the user mail");
  const dir = mkdtempSync(join(tmpdir(), "heed-dovecot-"));
  const mail = userOf("mail");
  chmodSync(dir, 0o755);
  for (const name of ["conf", "run", "state", "mail"]) mkdirSync(join(dir, name));
  chownSync(join(dir, "mail"), mail.uid, mail.gid);
  const tokens = new Map<string, string>();
  const desk = await startTokenDesk(tokens);
  const port = given.port ?? (await freePort());
  makeCertificate(dir);
  writeFileSync(join(dir, "conf/oauth2.conf"), oauthConf((desk.address() as AddressInfo).port)); // TCP: never a path
  writeFileSync(join(dir, "conf/dovecot.conf"), serverConf(dir, port));
  let server: ChildProcess | undefined;

  async function kill(): Promise<void> {
    const { pid } = server ?? {};
    if (server === undefined || pid === undefined) return;
    const gone = server.exitCode !== null ? Promise.resolve() : new Promise((resolve) => server?.once("exit", resolve));
    try {
      process.kill(-pid, "SIGKILL"); // -F: master and children are one group
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
    await gone;
    server = undefined;
  }
  async function start(): Promise<void> {
    rmSync(join(dir, "run/master.pid"), { force: true });
    server = spawn(BINARY, ["-F", "-c", join(dir, "conf/dovecot.conf")], { stdio: "ignore", detached: true });
    for (let tries = 0; tries < 400; tries += 1) {
      if (await answers(port)) return;
      if (server.exitCode !== null) break;
      await pause(25);
    }
    const log = join(dir, "dovecot.log");
    throw new Error(`Dovecot does not start:\n${existsSync(log) ? readFileSync(log, "utf8").slice(-2_000) : "no log"}`);
  }

  const signal = (name: NodeJS.Signals): void => {
    if (server?.pid !== undefined) process.kill(-server.pid, name);
  };
  let delivered = 0;

  await start();
  return {
    port,
    tokens,
    kill,
    start,
    async changeUidValidity(user) {
      await kill();
      const maildir = join(dir, "mail", user, "Maildir");
      for (const name of [
        "dovecot-uidlist",
        "dovecot.index",
        "dovecot.index.log",
        "dovecot.index.cache",
        "dovecot-uidvalidity",
      ])
        rmSync(join(maildir, name), { force: true });
      await start();
    },
    refuseAppends(user, folder, refuses) {
      chmodSync(join(dir, "mail", user, "Maildir", `.${folder}`, "tmp"), refuses ? 0o500 : 0o700);
    },
    deliver(user, mails) {
      const inbox = join(dir, "mail", user, "Maildir");
      for (const raw of mails) {
        delivered += 1;
        const file = join(inbox, "tmp", `${delivered}.heed`);
        writeFileSync(file, raw);
        chownSync(file, mail.uid, mail.gid);
        renameSync(file, join(inbox, "new", `${Math.trunc(Date.now() / 1_000)}.M${delivered}.heed`));
      }
    },
    withholdMails(user, withholds) {
      for (const folder of ["new", "cur"].map((name) => join(dir, "mail", user, "Maildir", name)))
        for (const name of readdirSync(folder)) chmodSync(join(folder, name), withholds ? 0 : 0o600);
    },
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async stop() {
      await kill();
      await new Promise((resolve) => desk.close(resolve));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function userOf(name: string): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${name}`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Says of a token whose it is, as an authorization server does. */
async function startTokenDesk(tokens: ReadonlyMap<string, string>): Promise<Server> {
  const desk = createHttpServer((request, response) => {
    const token = new URL(request.url ?? "/", "http://localhost").searchParams.get("access_token") ?? "";
    const user = tokens.get(token);
    response.writeHead(user === undefined ? 401 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(user === undefined ? { error: "invalid_token" } : { email: user, active: true }));
  });
  await new Promise<void>((resolve) => desk.listen(0, "127.0.0.1", resolve));
  return desk;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a path
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether it greets: a server that only listens may still reset who comes. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
    const say = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.setTimeout(1_000, () => say(false)); // taken by nobody: asked again
    socket.once("data", (greeting) => say(greeting.toString().startsWith("* OK")));
    socket.once("error", () => say(false));
    socket.once("close", () => say(false));
  });

function makeCertificate(dir: string): void {
  const args =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1";
  const files = ["-keyout", join(dir, "conf/key.pem"), "-out", join(dir, "conf/cert.pem")];
  execFileSync("openssl", [...args.split(" "), ...files], { stdio: "ignore" });
}

const oauthConf = (port: number): string => `
tokeninfo_url = http://127.0.0.1:${port}/?access_token=
username_attribute = email
`;

const serverConf = (dir: string, port: number): string => `
base_dir = ${dir}/run
state_dir = ${dir}/state
instance_name = heed-${port}
protocols = imap
listen = 127.0.0.1
log_path = ${dir}/dovecot.log
default_login_user = dovenull
default_internal_user = dovecot
ssl = required
ssl_cert = <${dir}/conf/cert.pem
ssl_key = <${dir}/conf/key.pem
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${dir}/conf/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${dir}/mail/%u
}
mail_location = maildir:~/Maildir
first_valid_uid = 1
mail_max_userip_connections = 50
mail_fsync = never
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Junk {
    special_use = \\Junk
    auto = subscribe
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`;
