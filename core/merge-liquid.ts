import { type Context, Liquid, type Template } from "liquidjs";
import { type MergeToken, splitMergeTokens } from "@/core/merge-tokens";

export type MergeValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly MergeValue[]
  | { readonly [key: string]: MergeValue };

/** What a template may name: plain values by path, e.g. `{ first_name: "Ana", company: { name: "Orbit" } }`. */
export type MergeData = { readonly [key: string]: MergeValue };

/** A template that cannot be parsed, or that ran into a limit. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

const TAGS = new Set(["if", "unless", "case", "for", "break", "continue"]);
const FILTERS = new Set(
  `default upcase downcase capitalize strip lstrip rstrip truncate truncatewords date round floor ceil abs plus minus
   times divided_by modulo at_least at_most replace replace_first remove remove_first append prepend split join first
   last size slice sort reverse uniq compact map where sum url_encode strip_newlines`.split(/\s+/),
);
const MARK = "heed_mark";
const MISSING = Symbol("missing");
const LIMITS = { parseLimit: 200_000, renderLimit: 1_000, memoryLimit: 2_000_000, templateLimit: 20_000 };

function isEmptyValue(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

function readMissing(context: Context): string[] {
  const list: unknown = Reflect.get(context.globals, MISSING);
  return Array.isArray(list) ? list : [];
}

/** One engine without files, includes, unescaped output or a look at the clock (`"now" | date` stays the word). */
function createEngine(html: boolean): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    timezoneOffset: 0,
    dateFormat: "%-d %B %Y",
    parseLimit: LIMITS.parseLimit,
    ...(html ? { outputEscape: "escape" as const } : {}),
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.has(tag)) delete engine.tags[tag];
  const date = engine.filters.date;
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.has(filter)) engine.unregisterFilter(filter);
  engine.registerFilter("date", function (value, ...rest) {
    if (value === "now" || value === "today" || typeof date !== "function") return value;
    return date.call(this, value, ...rest);
  });
  engine.registerFilter(MARK, function (value, label) {
    if (isEmptyValue(value)) readMissing(this.context).push(String(label));
    return value;
  });
  return engine;
}

const engines = { html: createEngine(true), text: createEngine(false) };

/** The path an output starts with: `company.name` of `company.name | upcase`. */
export function leadingPath(expression: string): string | null {
  return /^[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]]*\])*/.exec(expression)?.[0] ?? null;
}

/** Each output reports itself when it comes out empty, so that a blank in a mail has a name. */
function markOutput(token: MergeToken): string {
  if (token.type !== "output") return token.raw;
  const label = (leadingPath(token.expression) ?? token.expression).replace(/["\\]/g, "");
  const close = token.raw.endsWith("-}}") ? 3 : 2;
  return `${token.raw.slice(0, -close)} | ${MARK}: "${label}" ${token.raw.slice(-close)}`;
}

const CACHE_SIZE = 500;
const caches = { html: new Map<string, Template[]>(), text: new Map<string, Template[]>() };

/** @throws MergeError in words a writer understands */
export function parseTemplate(template: string, kind: "html" | "text"): Template[] {
  const cache = caches[kind];
  const known = cache.get(template);
  if (known) return known;
  const tokens = splitMergeTokens(template);
  if (tokens.some((token) => token.type === "broken")) throw new MergeError("a {{ or {% is not closed");
  if (tokens.some((token) => token.type === "output" && token.expression === ""))
    throw new MergeError("{{ }} is empty");
  let parsed: Template[];
  try {
    parsed = engines[kind].parse(tokens.map(markOutput).join(""));
  } catch (error) {
    throw new MergeError(toPlainMessage(error), { cause: error });
  }
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? "");
  cache.set(template, parsed);
  return parsed;
}

function toPlainMessage(error: unknown): string {
  const first = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return first
    .replace(/,? ?(file:.*)?,? ?line:\d+, col:\d+.*$/, "")
    .replace(new RegExp(`\\s*\\|\\s*${MARK}: "[^"]*"`, "g"), "");
}

/** Paths of all data a template reads, e.g. `["company.name", "first_name"]`; loop variables are left out. */
export function readVariables(template: string): string[] {
  const found = engines.text.globalFullVariablesSync(parseTemplate(template, "text"), { partials: false });
  return [...new Set(found)].sort();
}

/** An empty string is no value, so that `{% if first_name %}` means what a writer means by it. */
function toScope(value: MergeValue): MergeValue {
  if (typeof value === "string") {
    // U+E000 and U+E001 mark the places of links (merge-body): data must not be able to make one.
    const clean = value.replace(/[\uE000\uE001]/g, "");
    return clean.trim() === "" ? null : clean;
  }
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(toScope);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toScope(inner)]));
}

// a mail is a dozen templates over the same data
const scopes = new WeakMap<MergeData, Record<string, MergeValue>>();

function scopeOf(data: MergeData): Record<string, MergeValue> {
  const known = scopes.get(data);
  if (known) return known;
  const scope = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, toScope(value)]));
  scopes.set(data, scope);
  return scope;
}

function isList(value: object): value is readonly MergeValue[] {
  return Array.isArray(value);
}

/** @throws MergeError on a broken template or a limit */
export function renderTemplate(
  template: string,
  data: MergeData,
  kind: "html" | "text",
): { text: string; missing: string[] } {
  if (!template.includes("{{") && !template.includes("{%")) return { text: template, missing: [] };
  const parsed = parseTemplate(template, kind);
  const missing: string[] = [];
  const { parseLimit: _, ...limits } = LIMITS;
  try {
    const scope = scopeOf(data);
    const text: unknown = engines[kind].renderSync(parsed, scope, { globals: { [MISSING]: missing }, ...limits });
    return { text: String(text), missing: [...new Set(missing)] };
  } catch (error) {
    throw new MergeError(toPlainMessage(error), { cause: error });
  }
}
