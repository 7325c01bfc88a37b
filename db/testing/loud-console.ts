import { afterEach, expect, vi } from "vitest";

// A warning nobody reads is a fault nobody finds: unit tests fail on it. A test that expects one mocks the console itself.
const said: string[] = [];
for (const method of ["error", "warn"] as const) {
  vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
    said.push(`console.${method}: ${words.map(String).join(" ")}`);
  });
}

afterEach(() => {
  expect(said.splice(0), "nothing is said on the console").toEqual([]);
});
