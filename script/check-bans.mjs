// What no linter rule says: words that may not stand in certain files. Exceptions carry a reason; the list only shrinks.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const TEST = /\.(test|spec)\.tsx?$/;
const CODE = /\.(tsx?|mjs|cjs)$/;

const bans = [
  {
    name: "time passes in a test",
    pattern: /\bwaitForTimeout\(|(?<!\btest\.)\bsetTimeout\(|timers\/promises/,
    in: (file) => TEST.test(file) || file.startsWith("e2e/"),
  },
  {
    name: "a test is skipped or alone",
    pattern: /\b(test|it|describe)\.(skip|only|todo|fixme)\b/,
    in: (file) => TEST.test(file) || file.startsWith("e2e/"),
  },
  {
    name: "process.env outside server/env.ts",
    pattern: /\bprocess\.env\b/,
    in: (file) => /^(app|components|core|db|server)\//.test(file) && file !== "server/env.ts",
  },
  {
    name: "core asks the machine for time or chance",
    pattern: /\bDate\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now/,
    in: (file) => file.startsWith("core/") && !TEST.test(file),
  },
  {
    name: "an unnamed subject (utils, helpers, misc, types)",
    pattern: /^/,
    in: (file) => /(^|\/)(utils?|helpers?|misc|types)\.tsx?$/.test(file),
  },
  {
    name: "a barrel",
    pattern: /^export (\*|\{[^}]*\}) from /m,
    in: (file) => /(^|\/)index\.tsx?$/.test(file) && !["core/nodes/index.ts", "db/schema/index.ts"].includes(file),
  },
  {
    name: "better-auth's client outside server/auth",
    pattern: /\bdatabase\(\)\.auth\b/,
    in: (file) => !/^server\/auth(\.ts$|\/)/.test(file) && !TEST.test(file),
  },
  {
    name: "another host's asset",
    pattern: /(src|href)=["']https?:\/\/(?!localhost|[\w.-]*example\.)[^"']*\.(js|css|woff2?|png|svg|jpe?g)/,
    in: (file) => /^(app|components)\//.test(file),
  },
];

/** file → the name of the ban and why it may. */
const exceptions = {
  "script/check-bans.mjs": "names what it bans",
};

const LONGEST = 500;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => CODE.test(file) && existsSync(file) && !(file in exceptions));
if (files.length === 0) fail(["no file was read"]);

const found = [];
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  if (lines.length > LONGEST && !/-data\.ts$/.test(file))
    found.push(`${file}: ${lines.length} lines, split at ${LONGEST}`);
  for (const ban of bans.filter((ban) => ban.in(file))) {
    const line = lines.findIndex((line) => ban.pattern.test(line));
    if (line >= 0) found.push(`${file}:${line + 1}: ${ban.name}`);
  }
}
if (found.length > 0) fail(found);
console.log(`${files.length} files hold to ${bans.length} bans`);

function fail(lines) {
  console.error(lines.join("\n"));
  process.exit(1);
}
