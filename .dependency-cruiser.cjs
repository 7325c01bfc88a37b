// Which way imports go: ARCHITECTURE.md, one rule for each of its lines. `script/verify.mjs` runs it and fails when no module was cruised.
const TEST = "\\.(test|spec)\\.tsx?$|^(core|db|server)/.*testing/";
const npm = (...names) => `node_modules/(${names.join("|")})(/|$)`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Types may point both ways; code may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-missing", severity: "error", from: {}, to: { couldNotResolve: true } },

    // core → zod, liquidjs, temporal-polyfill, email-reply-parser, isbot, itself: nothing else, ever
    {
      name: "core-imports-nothing-of-heed",
      severity: "error",
      from: { path: "^core/" },
      to: { path: "^(app|bench|components|db|e2e|script|server)/|^[^/]+\\.tsx?$" },
    },
    {
      name: "core-has-five-libraries",
      severity: "error",
      from: { path: "^core/", pathNot: TEST },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"],
        pathNot: npm("zod", "liquidjs", "temporal-polyfill", "temporal-spec", "email-reply-parser", "isbot"),
      },
    },
    {
      name: "core-has-no-machine",
      severity: "error",
      from: { path: "^core/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },

    // db → core, drizzle
    {
      name: "db-imports-core-alone",
      severity: "error",
      from: { path: "^db/", pathNot: TEST },
      to: { path: "^(app|bench|components|e2e|script|server)/" },
    },

    // server → core, db
    {
      name: "server-imports-no-screen",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(app|bench|components|e2e|script)/" },
    },

    // components → core, and the type of the router
    {
      name: "components-import-core-alone",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|bench|db|e2e|script)/" },
    },
    {
      name: "components-know-the-server-by-its-router-type",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^server/", pathNot: "^server/api/root\\.ts$" },
    },
    {
      name: "components-take-the-router-as-a-type",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^server/api/root\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "components-run-in-a-browser",
      severity: "error",
      from: { path: "^components/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },

    // app → components, server, core; never db
    {
      name: "app-never-reaches-rows",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.db\\.test\\.ts$" }, // whose subject is what a route does to rows
      to: { path: "^(db|bench|e2e|script)/" },
    },
    { name: "nobody-imports-routes", severity: "error", from: { pathNot: "^app/" }, to: { path: "^app/" } },

    // server/engine knows nothing of Heed
    {
      name: "engine-knows-nothing-of-heed",
      severity: "error",
      from: { path: "^server/engine/", pathNot: TEST },
      to: { path: "^(core|db|server)/", pathNot: "^server/engine/" },
    },
    {
      name: "engine-has-its-libraries",
      severity: "error",
      from: { path: "^server/engine/", pathNot: TEST },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"],
        pathNot: npm(
          "graphile-worker",
          "graphile-config",
          "pg",
          "@types/pg",
          "postgres",
          "@marcbachmann/cel-js",
          "croner",
          "zod",
        ),
      },
    },
    {
      name: "engine-tests-know-no-services",
      severity: "error",
      from: { path: "^server/engine/.*\\.test\\.ts$" },
      to: { path: "^(core|server)/", pathNot: "^server/engine/|^server/inngest/(direct|plain)-handler\\.ts$" },
    },

    // SDKs have one place each
    {
      name: "inngest-sdk-has-its-place",
      severity: "error",
      from: {
        pathNot:
          "^server/inngest/|^app/api/inngest/|^server/worker(\\.ts$|/)|^server/engine/(.*\\.test\\.ts$|.*testing/)|^bench/",
      },
      to: { path: npm("inngest", "@inngest/test") },
    },
    {
      name: "resend-sdk-has-its-place",
      severity: "error",
      from: { pathNot: "^server/mail/" },
      to: { path: npm("resend") },
    },
    {
      name: "drizzle-has-its-place",
      severity: "error",
      from: { pathNot: `^db/|^server/services/|^drizzle\\.config\\.ts$|${TEST}` },
      to: { path: npm("drizzle-orm", "drizzle-kit"), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "server-only-has-its-place",
      comment: "What the worker loads must run outside Next (STACK §2).",
      severity: "error",
      from: { pathNot: "^app/|^server/api/" },
      to: { path: npm("server-only") },
    },

    // what is built and shipped needs neither tests nor development packages
    {
      name: "no-tests-in-the-program",
      severity: "error",
      from: { path: "^(app|components|core|db|server)/", pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: "no-development-packages-in-the-program",
      severity: "error",
      from: { path: "^(app|components|core|db|server)/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: npm("@types/[^/]+") },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|next-env\\.d\\.ts)" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
