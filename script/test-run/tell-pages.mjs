import { existsSync, readFileSync } from "node:fs";

/** Every run of a test, of a Playwright JSON report: with its title. */
function* runsOf(suite) {
  for (const { title, tests } of suite.specs ?? [])
    for (const { status, results } of tests) yield { title, isFlaky: status === "flaky", results };
  for (const inner of suite.suites ?? []) yield* runsOf(inner);
}

/**
 * Prints what the page of each failed run looked like, as a screen reader has it: where the checkout is thrown away, the
 * output is all there is. Names what passed on its second run: that is a defect as well.
 */
export function tellPages({ suites }) {
  for (const { title, isFlaky, results } of suites.flatMap((suite) => [...runsOf(suite)])) {
    if (isFlaky) console.log(`PASSED ON ITS SECOND RUN ONLY, look into it: ${title}`);
    for (const { status, attachments } of results) {
      const page = attachments.find(({ name }) => name === "error-context")?.path;
      if (status === "passed" || page === undefined || !existsSync(page)) continue;
      const snapshot =
        /^# Page snapshot[\s\S]*?```yaml\n([\s\S]*?)```/m.exec(readFileSync(page, "utf8"))?.[1] ?? "not taken";
      console.log(`\n-- the page of "${title}" when it failed\n${snapshot.slice(0, 12_000)}`);
    }
  }
}
