/** Where Drizzle goes on to the values of a statement: people's addresses, mails and secrets. */
const VALUES = /\nparams: [\s\S]*$/;
/** PostgreSQL's errors about a value (SQLSTATE class 22) quote it. */
const QUOTED = /"[\s\S]*"/;
/** Causes of causes that are told. */
const DEPTH = 5;

/** What an error says, without the values of the statement it is about. */
export function tellError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isAboutValue = "code" in error && /^22/.test(String(error.code));
  return isAboutValue ? error.message.replace(QUOTED, "…") : error.message.replace(VALUES, "");
}

/** What says of an error what is wrong, and nothing of whom it is about. */
const TOLD = ["code", "kind", "status", "command", "responseCode", "table_name", "column_name", "constraint_name"];

/** An error as it may stand in a log: what it says, where it came from, and why. */
export function toLoggedError(error: unknown, depth = DEPTH): unknown {
  if (!(error instanceof Error)) return error;
  const message = tellError(error);
  const told = TOLD.map((key): [string, unknown] => [key, Reflect.get(error, key)]).filter(
    ([, value]) => typeof value === "string" || typeof value === "number",
  );
  return {
    type: error.name,
    message,
    stack: error.stack?.replace(error.message, () => message),
    ...Object.fromEntries(told),
    ...(error.cause === undefined || depth === 0 ? {} : { cause: toLoggedError(error.cause, depth - 1) }),
  };
}
