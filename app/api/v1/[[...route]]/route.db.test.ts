import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { publicApp } from "@/server/api/public/app";
import * as route from "./route";

testDatabase();

test("the door lets through every method the description names", () => {
  const described = publicApp.openAPIRegistry.definitions.flatMap((one) =>
    one.type === "route" ? [one.route.method.toUpperCase()] : [],
  );
  expect(described).toContain("DELETE");
  expect(described.filter((method) => !(method in route))).toEqual([]);
});
