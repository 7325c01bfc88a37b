import { expect, test } from "vitest";
import { toTrouble } from "@/server/mailbox/trouble";

const failure = (of: Record<string, unknown>): Error => Object.assign(new Error("Command failed"), of);
const imap = (response: string, serverResponseCode?: string): Error =>
  failure({ authenticationFailed: true, response, serverResponseCode });
const smtp = (responseCode: number, response: string): Error => failure({ code: "EAUTH", responseCode, response });

test.each([
  ["a code of RFC 5530", imap("3 NO [UNAVAILABLE] Temporary authentication failure.", "UNAVAILABLE")],
  ["a session too many", imap("3 NO [LIMIT] Too many sessions", "LIMIT")],
  ["a folder in use", imap("3 NO [INUSE] Mailbox in use", "INUSE")],
  ["Gmail's words", imap("3 NO [ALERT] Too many simultaneous connections. (Failure)", "ALERT")],
  ["Exchange's words", imap("3 BAD User is authenticated but not connected.")],
  ["SMTP's 454", smtp(454, "454 4.7.0 Temporary authentication failure")],
  ["SMTP's 421", smtp(421, "421 4.3.2 Service shutting down")],
])("a server too busy to sign anybody in says nothing about the password: %s", (_, error) => {
  expect(toTrouble(error)).toMatchObject({ kind: "unreachable", words: expect.stringMatching(/\w/) });
});

test.each([
  ["IMAP", imap("3 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", "AUTHENTICATIONFAILED")],
  ["no code", imap("3 NO LOGIN failed.")],
  ["an app password wanted", imap("3 NO [ALERT] Application-specific password required", "ALERT")],
  ["SMTP", smtp(535, "535 5.7.8 Username and Password not accepted")],
])("a password the server refuses is one: %s", (_, error) => {
  expect(toTrouble(error)).toMatchObject({ kind: "sign_in" });
});
