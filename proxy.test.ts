import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { ASKED_PATH } from "@/components/auth/asked-path";
import { config, proxy } from "./proxy";

test("a page knows by which address it was asked for, whatever a caller says", () => {
  const request = new NextRequest("https://heed.example/acme/replies?reply=inb_1&_rsc=1x", {
    headers: { [ASKED_PATH]: "/elsewhere" },
  });
  expect(proxy(request).headers.get(`x-middleware-request-${ASKED_PATH}`)).toBe("/acme/replies?reply=inb_1");
});

test("only pages of workspaces pass by", () => {
  const passes = new RegExp(`^${config.matcher}$`);
  const paths = [
    "/acme/today",
    "/cafe/contacts/ctc_1",
    "/o/token",
    "/c/token",
    "/api/v1/events",
    "/_next/static/a.js",
    "/f/frm_1",
  ];
  expect(paths.filter((path) => passes.test(path))).toEqual(["/acme/today", "/cafe/contacts/ctc_1"]);
});
