import { describe, expect, test } from "vitest";
import { EnvironmentError, parseEnvironment } from "@/server/env";

const key = Buffer.alloc(32, 7).toString("base64");
const good = {
  DATABASE_URL: "postgres://heed_owner:x@127.0.0.1:5432/heed",
  APP_ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
};

describe("the environment", () => {
  test("two variables are enough; the rest has defaults", () => {
    const parsed = parseEnvironment(good);
    expect(parsed).toMatchObject({
      PORT: 3000,
      APP_URL: "http://localhost:3000",
      HEED_SANDBOX: false,
      engine: "embedded",
    });
    expect(parsed.APP_ENCRYPTION_KEYS.map(({ id, secret }) => [id, secret.length])).toEqual([
      ["k2", 32],
      ["k1", 32],
    ]);
  });

  test("every missing variable is named with what it should be", () => {
    expect(() => parseEnvironment({})).toThrow(EnvironmentError);
    expect(() => parseEnvironment({})).toThrow(
      /DATABASE_URL is missing: .*postgres:\/\/[\s\S]*APP_ENCRYPTION_KEYS is missing: k1:/,
    );
    expect(() => parseEnvironment({ ...good, DATABASE_URL: "" })).toThrow(/DATABASE_URL is missing/);
  });

  test.each([
    ["DATABASE_URL", "mysql://x"],
    ["APP_ENCRYPTION_KEYS", `k1:${Buffer.alloc(16).toString("base64")}`],
    ["APP_ENCRYPTION_KEYS", key],
    ["PORT", "http"],
    ["PORT", "70000"],
    ["HEED_SANDBOX", "yes"],
    ["APP_URL", "heed.example.com"],
    ["SMTP_URL", "https://mail.example.com"],
  ])("%s=%s is malformed", (name, value) => {
    expect(() => parseEnvironment({ ...good, [name]: value })).toThrow(new RegExp(`${name} is malformed: `));
  });

  test("a malformed secret is not repeated in the message", () => {
    expect(() => parseEnvironment({ ...good, APP_ENCRYPTION_KEYS: "hunter2" })).toThrow(
      expect.not.stringContaining("hunter2"),
    );
  });

  test.each(["INNGEST_DEV", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"])("%s means somebody else's engine", (name) => {
    expect(parseEnvironment({ ...good, [name]: "1" }).engine).toBe("inngest");
  });
});
