import { expect, test } from "vitest";
import { retryConflicts } from "./transact";

const failing = (code: string, times: number) => {
  let tried = 0;
  return async () => {
    tried += 1;
    if (tried <= times) throw Object.assign(new Error(`failed with ${code}`), { code });
    return tried;
  };
};

test("a deadlock or a serialization failure is tried again, five times in all", async () => {
  expect(await retryConflicts(failing("40P01", 4))).toBe(5);
  expect(await retryConflicts(failing("40001", 1))).toBe(2);
  await expect(retryConflicts(failing("40P01", 5))).rejects.toThrow("40P01");
});

test("any other error is not", async () => {
  await expect(retryConflicts(failing("23505", 1))).rejects.toThrow("23505");
});
