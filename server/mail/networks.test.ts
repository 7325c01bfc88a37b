import { expect, test } from "vitest";
import { createNetworkLookup, networkOf } from "@/server/mail/networks";

test.each([
  ["172.225.4.9", "privacy_relay"],
  ["2a02:26f7:1:2::9", "privacy_relay"],
  ["66.249.83.4", "image_proxy"],
  ["104.47.2.9", "scanner"],
  ["::ffff:104.47.2.9", "scanner"],
  ["52.166.1.1", "cloud"],
  ["52.101.1.1", "scanner"],
  ["81.44.2.9", null],
  ["not an address", null],
  [null, null],
])("%s", (ip, kind) => {
  expect(networkOf(ip)).toBe(kind);
});

test("the most specific range wins, also below a first octet's boundary", () => {
  const lookup = createNetworkLookup({ cloud: "8.0.0.0/6", scanner: "9.1.0.0/16", image_proxy: "", privacy_relay: "" });
  expect([lookup("9.1.2.3"), lookup("9.2.2.3"), lookup("11.0.0.1"), lookup("12.0.0.1")]).toEqual([
    "scanner",
    "cloud",
    "cloud",
    null,
  ]);
});
