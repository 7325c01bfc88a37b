import { DrizzleQueryError } from "drizzle-orm/errors";
import postgres from "postgres";
import { expect, test } from "vitest";
import { tellError, toLoggedError } from "@/server/tell-error";

const refusal = Object.assign(new postgres.PostgresError("duplicate key value violates unique constraint"), {
  ...{ code: "23505", constraint_name: "contact_email_once", detail: "Key (email_key)=(ann@acme.example) exists." },
});
const failed = new DrizzleQueryError(
  'insert into "contact" values ($1, $2)',
  ["ann@acme.example", "line\nparams: secret"],
  refusal,
);

test("a log tells of a failed statement what is wrong, and none of its values", () => {
  const logged = toLoggedError(new Error("a turn failed", { cause: failed }));
  expect(JSON.stringify(logged)).not.toMatch(/ann@acme|secret/);
  expect(logged).toMatchObject({
    message: "a turn failed",
    cause: {
      message: 'Failed query: insert into "contact" values ($1, $2)',
      stack: expect.stringContaining("tell-error.test"),
      cause: { code: "23505", constraint_name: "contact_email_once" },
    },
  });
});

test("nor do the words of an error that are shown", () => {
  expect(tellError(failed)).toBe('Failed query: insert into "contact" values ($1, $2)');
  const outOfRange = new Error('"ann@acme.example" is out of range for type "date"');
  expect(tellError(Object.assign(outOfRange, { code: "22008" }))).toBe("…");
  const odd = new Error('invalid input syntax for type json: "{ann@acme"');
  expect(tellError(Object.assign(odd, { code: "22P02" }))).toBe("invalid input syntax for type json: …");
  expect(tellError(new Error("no: it is gone"))).toBe("no: it is gone");
});
