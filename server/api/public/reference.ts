import { keyScopes } from "@/core/key-scopes";
import { escapeHtml } from "@/core/merge-write";

/** As much of an OpenAPI document as the page shows. */
interface Description {
  readonly info: { readonly title: string; readonly description?: string | undefined };
  readonly paths?: Readonly<Record<string, object>> | undefined;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly scope: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; description: string; schema: unknown }[];
  readonly body: unknown;
  readonly responses: readonly { status: string; description: string; schema: unknown }[];
}

const methods = ["get", "post", "put", "patch", "delete"];

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const entries = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function readOperations(description: Description): Operation[] {
  return entries(description.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = at(item, method);
      if (operation === undefined) return [];
      return [
        {
          method: method.toUpperCase(),
          path,
          tag: text(list(at(operation, "tags"))[0]),
          summary: text(at(operation, "summary")),
          description: text(at(operation, "description")),
          scope: text(list(at(list(at(operation, "security"))[0], "key"))[0]),
          parameters: list(at(operation, "parameters")).map((one) => ({
            name: text(at(one, "name")),
            in: text(at(one, "in")),
            required: at(one, "required") === true,
            description: text(at(one, "description")) || text(at(one, "schema", "description")),
            schema: at(one, "schema"),
          })),
          body: at(operation, "requestBody", "content", "application/json", "schema"),
          responses: entries(at(operation, "responses")).map(([status, response]) => ({
            status,
            description: text(at(response, "description")),
            schema: at(response, "content", "application/json", "schema"),
          })),
        },
      ];
    }),
  );
}

/** A schema in one line: `string`, `number, 1 to 200`, `one of a, b`. */
function typeOf(schema: unknown): string {
  const choices = list(at(schema, "enum"));
  if (choices.length > 0) return `one of ${choices.map(String).join(", ")}`;
  const constant = at(schema, "const");
  if (constant !== undefined) return JSON.stringify(constant);
  const either = [...list(at(schema, "anyOf")), ...list(at(schema, "oneOf"))];
  if (either.length > 0) return either.map(typeOf).join(" or ");
  const type = at(schema, "type");
  const name = Array.isArray(type) ? type.join(" or ") : text(type);
  if (name === "array") return `list of ${typeOf(at(schema, "items"))}`;
  const format = text(at(schema, "format"));
  const [min, max] = [
    at(schema, "minimum") ?? at(schema, "minLength"),
    at(schema, "maximum") ?? at(schema, "maxLength"),
  ];
  const range = max === undefined ? "" : `, ${min === undefined ? "up" : String(min)} to ${String(max)}`;
  return `${name || "anything"}${format ? ` (${format})` : ""}${Number(max) > 1e12 ? "" : range}`;
}

/** Fields of an object, a list of objects or a choice of objects, with what is inside them. */
function fieldsOf(schema: unknown, depth = 0): string {
  if (depth > 4) return "";
  const either = [...list(at(schema, "anyOf")), ...list(at(schema, "oneOf"))].filter((one) => at(one, "properties"));
  if (either.length > 1) {
    return either.map((one) => `<p class="or">either</p>${fieldsOf(one, depth + 1)}`).join("");
  }
  if (at(schema, "type") === "array") return fieldsOf(at(schema, "items"), depth + 1);
  const inner = either[0] ?? schema;
  const required = new Set(list(at(inner, "required")));
  const rows = entries(at(inner, "properties")).map(([name, field]) => {
    const says = text(at(field, "description"));
    const must = required.has(name) ? '<span class="must">required</span>' : "";
    return `<li><code>${escapeHtml(name)}</code> <span class="type">${escapeHtml(typeOf(field))}</span> ${must}${says ? `<span class="says">${escapeHtml(says)}</span>` : ""}${fieldsOf(field, depth + 1)}</li>`;
  });
  return rows.length === 0 ? "" : `<ul class="fields">${rows.join("")}</ul>`;
}

const slug = (one: Operation): string => `${one.method}${one.path}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");

function operationHtml(one: Operation): string {
  const parameters = one.parameters.map(
    (parameter) =>
      `<li><code>${escapeHtml(parameter.name)}</code> <span class="type">${escapeHtml(typeOf(parameter.schema))} · ${escapeHtml(parameter.in)}</span> ${parameter.required ? '<span class="must">required</span>' : ""}<span class="says">${escapeHtml(parameter.description)}</span></li>`,
  );
  const good = one.responses.filter(({ status }) => status.startsWith("2"));
  const bad = one.responses.filter(({ status }) => !status.startsWith("2"));
  return `<article id="${slug(one)}"><h3>${escapeHtml(one.summary)}</h3>
<p class="call"><b class="${one.method.toLowerCase()}">${one.method}</b> <code>${escapeHtml(one.path)}</code>${one.scope ? ` <span class="type">scope ${escapeHtml(one.scope)}</span>` : ""}</p>
${one.description ? `<p>${escapeHtml(one.description)}</p>` : ""}
${parameters.length > 0 ? `<h4>Parameters</h4><ul class="fields">${parameters.join("")}</ul>` : ""}
${one.body === undefined ? "" : `<h4>Body</h4>${fieldsOf(one.body)}`}
${good.map(({ status, description, schema }) => `<h4>${status} · ${escapeHtml(description)}</h4>${fieldsOf(schema)}`).join("")}
${bad.length > 0 ? `<p class="says">May also answer ${bad.map(({ status, description }) => `<span title="${escapeHtml(description)}">${status}</span>`).join(", ")}.</p>` : ""}</article>`;
}

const style = `
:root{color-scheme:light dark;--paper:#faf7f0;--ink:#1c2621;--soft:#5d6962;--line:#e4e0d5;--card:#fffdf8;--pine:#1f5c46}
@media(prefers-color-scheme:dark){:root{--paper:#151a17;--ink:#e9e6dd;--soft:#9aa59e;--line:#2b332e;--card:#1b211d;--pine:#7fc4a6}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 ui-sans-serif,system-ui,sans-serif}
main{display:grid;grid-template-columns:16rem minmax(0,46rem);gap:3rem;max-width:70rem;margin:0 auto;padding:3rem 1.5rem}
nav{position:sticky;top:2rem;align-self:start;font-size:.9rem;max-height:90vh;overflow:auto}nav a{display:block;color:inherit;text-decoration:none;padding:.15rem 0}
nav a:hover,nav a:focus-visible{color:var(--pine);text-decoration:underline}nav h2{font-size:.8rem;color:var(--soft);margin:1.2rem 0 .2rem}
h1,h2,h3{font-family:ui-serif,Georgia,serif;font-weight:500;line-height:1.25}h4{margin:1.2rem 0 .3rem;font-size:.9rem}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.4rem 1.5rem 1.2rem;margin:1.2rem 0}
code,pre{font:.86em ui-monospace,monospace}pre{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem;overflow:auto}
.call b{font-size:.8rem;color:var(--pine)}.type,.says,.or{color:var(--soft);font-size:.88rem}.says{display:block}.must{color:#a4452c;font-size:.8rem}
.fields{list-style:none;margin:.2rem 0;padding:0 0 0 .9rem;border-left:2px solid var(--line)}.fields li{padding:.2rem 0}
@media(max-width:52rem){main{grid-template-columns:minmax(0,1fr);gap:1rem}nav{position:static;max-height:none}}`;

const intro = `<p>Send your key with every call. A key belongs to one workspace and is made for what you choose: ${Object.entries(
  keyScopes,
)
  .map(([scope, { says }]) => `<code>${scope}</code> (${escapeHtml(says)})`)
  .join(", ")}.</p>
<pre>curl https://YOUR-HEED/api/v1/events -H "authorization: Bearer $KEY" -H "content-type: application/json" \\
  -d '{"type":"event","name":"trial.started","id":"trial-1","contact":{"email":"ana@acme.example"}}'</pre>
<h2>Once and only once</h2><p>An <code>Idempotency-Key</code> header of yours makes any writing call safe to repeat: the same call again gets the first answer, with <code>idempotency-replayed: true</code>, for 24 hours. A call that was refused did nothing and leaves its key free. Events and purchases are stored once per <code>id</code> anyway.</p>
<h2>Pages</h2><p>Lists give <code>nextCursor</code>; send it as <code>cursor</code> to go on. null is the end.</p>
<h2>Limits</h2><p>6,000 calls a minute and key. Every answer says <code>ratelimit-limit</code>, <code>ratelimit-remaining</code> and <code>ratelimit-reset</code> in seconds; 429 comes with <code>retry-after</code>.</p>
<h2>Problems</h2><p>What went wrong is <code>application/problem+json</code> (RFC 9457); <code>errors</code> names each field by its path.</p>
<h2>Segment</h2><p>Programs that speak to Segment can speak to Heed: point them at this address with your key as the write key. <code>/v1/identify</code>, <code>/v1/track</code>, <code>/v1/page</code>, <code>/v1/screen</code>, <code>/v1/group</code>, <code>/v1/alias</code> and <code>/v1/batch</code> are understood. <code>Order Completed</code> is a purchase.</p>`;

/** The reference as one page: nothing is loaded from elsewhere, and it works without a script. */
export function referencePage(description: Description): string {
  const operations = readOperations(description);
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const of = (tag: string) => operations.filter((one) => one.tag === tag);
  const nav = tags.map(
    (tag) =>
      `<h2>${escapeHtml(tag)}</h2>${of(tag)
        .map((one) => `<a href="#${slug(one)}">${escapeHtml(one.summary)}</a>`)
        .join("")}`,
  );
  const body = tags.map((tag) => `<h2>${escapeHtml(tag)}</h2>${of(tag).map(operationHtml).join("")}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(description.info.title)} API</title><style>${style}</style></head><body><main><nav aria-label="Calls"><a href="openapi.json">openapi.json</a>${nav.join("")}</nav><div><h1>${escapeHtml(description.info.title)} API</h1><p>${escapeHtml(description.info.description ?? "")}</p>${intro}${body.join("")}</div></main></body></html>`;
}
