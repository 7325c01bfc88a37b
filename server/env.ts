import { z } from "zod";

// The one place that reads process.env. Every variable stands here with what it should be.

const KEY_BYTES = 32;

const encryptionKeys = z.string().transform((text, context) => {
  const keys = text.split(",").map((part) => {
    const [id = "", secret = ""] = part.trim().split(":");
    return { id, secret: Buffer.from(secret, "base64") };
  });
  if (keys.some(({ id, secret }) => !/^[a-z0-9]+$/i.test(id) || secret.length !== KEY_BYTES)) {
    context.addIssue("not of the form id:base64");
    return z.NEVER;
  }
  return keys;
});

const onOff = z.enum(["on", "off"]).transform((word) => word === "on");
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/\S+@?\S+\/\S+$/);
const webUrl = z.url({ protocol: /^https?$/ });
const port = z.coerce.number().int().min(0).max(65_535);

const variables = {
  DATABASE_URL: { schema: databaseUrl, is: "the owner's address, postgres://user:password@host:5432/heed" },
  DATABASE_APP_URL: {
    schema: databaseUrl.optional(),
    is: "the address for the role heed_app; left out, that role gets a password derived from APP_ENCRYPTION_KEYS",
  },
  APP_ENCRYPTION_KEYS: {
    schema: encryptionKeys,
    is: "k1:<32 bytes in base64>, several separated by commas, the newest first (openssl rand -base64 32 makes one)",
  },
  APP_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    is: "where people reach Heed, https://heed.example.com",
  },
  PORT: { schema: port.default(3000), is: "the port of the web server, 0 to 65535" },
  HEED_HOST: { schema: z.string().min(1).optional(), is: "the address the web server listens on, 127.0.0.1" },
  HEED_WORKERS: {
    schema: z.coerce.number().int().min(1).max(64).default(1),
    is: "how many worker processes script/server starts, 1 to 64",
  },
  ENGINE_PORT: {
    schema: port.default(0),
    is: "the port of the embedded engine's event door (POST /e/:key) on loopback; 0 keeps it shut",
  },
  HEED_SANDBOX: { schema: onOff.default(false), is: "on or off: the local inbox where one plays the recipient" },
  HEED_DEMO: { schema: onOff.default(false), is: "on or off: show the demo sign-in" },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    is: "smtp://user:password@host:587, for Heed's own mail (verify, reset, invite)",
  },
  MAIL_FROM: { schema: z.string().includes("@").optional(), is: "the address Heed's own mail comes from" },
  RESEND_BASE_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    is: "where Resend's API is reached, if not at https://api.resend.com",
  },
  STRIPE_BASE_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    is: "where Stripe's API is reached, if not at https://api.stripe.com",
  },
  WEBHOOKS_TO_PRIVATE: {
    schema: onOff.default(false),
    is: "on or off: webhooks may go to addresses inside your own network",
  },
  RESEND_API_KEY: { schema: z.string().startsWith("re_").optional(), is: "a key of Resend, re_…" },
  HEED_ALLOW_PRIVATE: {
    schema: onOff.default(false),
    is: "on or off: members may connect mail servers in private networks and on this machine, whoever signed their certificates",
  },
  GOOGLE_CLIENT_ID: { schema: z.string().min(1).optional(), is: "the OAuth client for Google mailboxes" },
  GOOGLE_CLIENT_SECRET: { schema: z.string().min(1).optional(), is: "its secret" },
  GOOGLE_AUTHORIZE_URL: {
    schema: webUrl.default("https://accounts.google.com/o/oauth2/v2/auth"),
    is: "where Google asks its users, if elsewhere",
  },
  GOOGLE_TOKEN_URL: {
    schema: webUrl.default("https://oauth2.googleapis.com/token"),
    is: "where Google gives tokens, if elsewhere",
  },
  MICROSOFT_CLIENT_ID: { schema: z.string().min(1).optional(), is: "the OAuth client for Microsoft 365 mailboxes" },
  MICROSOFT_CLIENT_SECRET: { schema: z.string().min(1).optional(), is: "its secret" },
  MICROSOFT_AUTHORIZE_URL: {
    schema: webUrl.default("https://login.microsoftonline.com/common/oauth2/v2.0/authorize"),
    is: "where Microsoft asks its users: a tenant of one's own, or elsewhere",
  },
  MICROSOFT_TOKEN_URL: {
    schema: webUrl.default("https://login.microsoftonline.com/common/oauth2/v2.0/token"),
    is: "where Microsoft gives tokens: a tenant of one's own, or elsewhere",
  },
  INNGEST_DEV: { schema: z.string().min(1).optional(), is: "1 or the address of an Inngest dev server" },
  INNGEST_BASE_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    is: "the address of a self-hosted Inngest server",
  },
  INNGEST_EVENT_KEY: { schema: z.string().min(1).optional(), is: "Inngest's event key" },
  INNGEST_SIGNING_KEY: { schema: z.string().min(1).optional(), is: "Inngest's signing key, signkey-…" },
  NODE_ENV: {
    schema: z.enum(["development", "production", "test"]).default("development"),
    is: "development, production or test",
  },
} as const;

type Variables = typeof variables;
type Schemas = { [Name in keyof Variables]: Variables[Name]["schema"] };

export interface Environment extends Omit<z.output<z.ZodObject<Schemas>>, "APP_URL"> {
  APP_URL: string;
  /** Whose engine runs the functions: ours, or an Inngest server that these variables name. */
  engine: "embedded" | "inngest";
}

/** Something in the environment is missing or malformed; the message names every such variable and what it should be. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/** Checks a whole environment. An empty value counts as missing. @throws EnvironmentError */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.keys(variables).map((name) => [name, source[name] || undefined]));
  const result = z.object(mapSchemas()).safeParse(given);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map(({ path }) => String(path[0])))];
    const lines = names.map(
      (name) => `  ${name} ${given[name] === undefined ? "is missing" : "is malformed"}: ${describeVariable(name)}`,
    );
    throw new EnvironmentError(`Heed cannot start with this environment:\n${lines.join("\n")}`);
  }
  const inngest = result.data.INNGEST_DEV ?? result.data.INNGEST_EVENT_KEY ?? result.data.INNGEST_SIGNING_KEY;
  return {
    ...result.data,
    APP_URL: (result.data.APP_URL ?? `http://localhost:${result.data.PORT}`).replace(/\/$/, ""),
    engine: inngest === undefined ? "embedded" : "inngest",
  };
}

function mapSchemas(): Schemas {
  const schemas = Object.fromEntries(Object.entries(variables).map(([name, { schema }]) => [name, schema]));
  return schemas as Schemas; // Object.fromEntries forgets which key had which value
}

function describeVariable(name: string): string {
  return Object.entries(variables).find(([known]) => known === name)?.[1].is ?? "unknown";
}

/**
 * Makes the environment a plain object of the same values. The Inngest SDK reads the whole environment several times a call,
 * and each read of the native one asks the operating system for every variable: a third of what a call costs (STACK §4.6).
 */
export function settleEnvironment(): void {
  process.env = { ...process.env };
}

let cached: Environment | undefined;

/** The environment of this process, checked at the first call. @throws EnvironmentError */
export function env(): Environment {
  cached ??= parseEnvironment(process.env);
  return cached;
}

/** How much is logged. Apart from `env()`: a log line must not need a database address. */
export function logLevel(): string {
  const level = z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .safeParse(process.env.LOG_LEVEL || (process.env.NODE_ENV === "test" ? "silent" : "info"));
  if (level.success) return level.data;
  throw new EnvironmentError("LOG_LEVEL is malformed: trace, debug, info, warn, error, fatal or silent");
}
