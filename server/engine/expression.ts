import { createHash } from "node:crypto";
import { type ASTNode, type Context, type ParseResult, parse } from "@marcbachmann/cel-js";

/** A CEL expression, parsed once. Inngest writes its `if`, `key` and `idempotency` strings in CEL. */
export type Expression = { source: string; evaluate: (context: Context) => unknown; ast: ASTNode };

const parsed = new Map<string, Expression>();
const REMEMBERED = 2_000;

/** Throws an error that names the expression when it cannot be parsed. */
export function parseExpression(source: string): Expression {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  let result: ParseResult;
  try {
    result = parse(source);
  } catch (cause) {
    throw new Error(`cannot read the expression ${JSON.stringify(source)}`, { cause });
  }
  const expression: Expression = { source, ast: result.ast, evaluate: (context) => result(context) };
  // Expressions with a value written into them are new each time: the memory must not grow with them.
  if (parsed.size >= REMEMBERED) parsed.clear();
  parsed.set(source, expression);
  return expression;
}

/** CEL calls a missing key an error; to a trigger or a wait it means "no match". */
export function matches(expression: Expression, context: Context): boolean {
  return evaluateOr(expression, context, false) === true;
}

/** The value as text, for idempotency and concurrency keys. A missing key counts as empty text. */
export function toKeyText(expression: Expression, context: Context): string {
  const value = evaluateOr(expression, context, "");
  const plain = typeof value === "string" && value.length <= LONGEST_VALUE && !value.includes("\0");
  return plain ? value : (toValueText(value) ?? "");
}

function evaluateOr(expression: Expression, context: Context, otherwise: unknown): unknown {
  try {
    return expression.evaluate(context);
  } catch (error) {
    if (error instanceof Error && error.name === "EvaluationError") return otherwise;
    throw error;
  }
}

/** A wait that an index can find: the event's value at `path` must be `value`; `rest` is judged on the few rows found. */
export type WaitKey = { path: string; value: string; rest: string | null };

/** A wait without an expression takes the next event of its name. */
export const ANY_EVENT: WaitKey = { path: "", value: "", rest: null };

/**
 * Reads `async.data.x == "abc"` or `event.data.x == async.data.x` (joined by `&&` with anything) into an index key.
 * `event` is the event that started the run. Throws when no part is such an equality: the wait would need a scan.
 */
export function toWaitKey(source: string, event: Context): WaitKey {
  const expression = parseExpression(source);
  const parts = splitConjunction(expression.ast);
  for (const part of parts) {
    if (part.op !== "==") continue;
    const [left, right] = part.args;
    const path = toPath(left, "async") ?? toPath(right, "async");
    if (path === undefined) continue;
    const other = toPath(left, "async") === undefined ? left : right;
    if (mentions(other, "async")) continue;
    const value = evaluateOr(parseExpression(textOf(other)), { event }, undefined);
    const text = toValueText(value);
    // An unknown or structured value can never equal a plain one: a key that no event has.
    return { path, value: text ?? "never", rest: parts.length > 1 ? source : null };
  }
  throw new Error(
    `step.waitForEvent needs an equality with a field of the awaited event (async.data.x == …), got ${JSON.stringify(source)}`,
  );
}

/** The event's value at a path made by `toWaitKey`, as index text; undefined when there is none. */
export function valueAt(event: unknown, path: string): string | undefined {
  if (path === "") return "";
  let at: unknown = event;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at === undefined ? undefined : toValueText(at);
}

const LONGEST_VALUE = 200;

function toValueText(value: unknown): string | undefined {
  const plain = typeof value === "bigint" ? Number(value) : value;
  if (plain !== null && !["string", "number", "boolean"].includes(typeof plain)) return undefined;
  const text = JSON.stringify(plain);
  return text.length <= LONGEST_VALUE ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function splitConjunction(node: ASTNode): ASTNode[] {
  return node.op === "&&" ? [...splitConjunction(node.args[0]), ...splitConjunction(node.args[1])] : [node];
}

/** `async.data.x` or `async.data["x"]` as "data.x"; undefined for anything else. Keys with a dot in them cannot be told apart and are refused. */
function toPath(node: ASTNode, root: string): string | undefined {
  const keys: string[] = [];
  let at = node;
  for (;;) {
    if (at.op === "id") return at.args === root && keys.length > 0 ? keys.reverse().join(".") : undefined;
    if (at.op === ".") {
      keys.push(at.args[1]);
      at = at.args[0];
    } else if (at.op === "[]") {
      const key = at.args[1];
      if (key.op !== "value" || typeof key.args !== "string" || key.args.includes(".")) return undefined;
      keys.push(key.args);
      at = at.args[0];
    } else return undefined;
  }
}

function mentions(node: ASTNode, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(textOf(node).replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ""));
}

function textOf(node: ASTNode): string {
  return node.input.slice(node.start, node.end);
}
