import { expect, test } from "vitest";
import { verifyCall } from "@/server/integrations/verify-call";

test.each(["whsec_no-base-64!", "whsec_", "an other"])(
  "a secret that cannot be one (%s) is told, and no fault",
  (secret) => {
    const headers = new Headers({ "svix-id": "m1", "svix-timestamp": "1", "svix-signature": "v1,x" });
    expect(verifyCall("resend", "{}", headers, secret)).toEqual({
      ok: false,
      why: "The signing secret is not one of Resend",
    });
  },
);
