import { expect, test } from "vitest";
import { isShut, stepNow } from "./mailbox-data";

test("who is let in no more signs in again; with other servers all steps follow", () => {
  expect(stepNow({ status: "connected", step: "done" })).toBe("done");
  expect(stepNow({ status: "needs_reauth", step: "done" })).toBe("sign_in");
  expect(stepNow({ status: "needs_reauth", step: "sign_in" })).toBe("sign_in");
  expect(stepNow({ status: "needs_reauth", step: "folders" })).toBe("folders");
  expect(isShut({ status: "needs_reauth", step: "folders" })).toBe(false);
});
