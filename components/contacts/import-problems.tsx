interface ImportProblem {
  readonly line: number;
  readonly column?: string | undefined;
  readonly cause: string;
  readonly row: string;
}

/** Rows that cannot come in, each with its line and cause, so that they can be mended in the file. */
export function ImportProblems({ problems, count }: { problems: readonly ImportProblem[]; count: number }) {
  if (count === 0) return null;
  if (problems.length === 0) {
    const rows = count === 1 ? "One row" : `${count.toLocaleString("en")} rows`;
    return <p className="text-ink3 text-sm">{rows} could not come in. What stood in them is kept for 30 days.</p>;
  }
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="What is wrong with the file"
        className="max-h-80 overflow-auto"
      >
        <table aria-label="Rows that cannot be imported" className="w-full border-separate border-spacing-0 text-sm">
          <thead>
            <tr className="text-left text-caption text-ink2 [&>th]:sticky [&>th]:top-0 [&>th]:border-line [&>th]:border-b [&>th]:bg-surface2 [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium">
              <th scope="col" className="w-16">
                Line
              </th>
              <th scope="col">Cause</th>
              <th scope="col" className="max-sm:hidden">
                Row
              </th>
            </tr>
          </thead>
          <tbody className="[&_td]:border-line [&_td]:border-b [&_td]:px-4 [&_td]:py-1.5 [&_td]:align-top">
            {problems.map(({ line, column, cause, row }) => (
              <tr key={`${line}-${column ?? ""}-${cause}`}>
                <td className="text-ink2 tabular">{line}</td>
                <td className="text-rust">{column ? `${column}: ${cause}` : cause}</td>
                <td className="max-w-80 truncate text-ink3 max-sm:hidden">{row}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {count > problems.length ? (
        <p className="border-line border-t px-4 py-2 text-ink3 text-sm">
          The first {problems.length.toLocaleString("en")} of {count.toLocaleString("en")}.
        </p>
      ) : null}
    </div>
  );
}
