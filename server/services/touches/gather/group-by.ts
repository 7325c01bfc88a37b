/** Rows of many people, by person; each turned into what the governor reads. */
export function groupBy<Row extends { person_id: string }, T>(
  rows: readonly Row[],
  toValue: (row: Row) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.person_id);
    if (group) group.push(toValue(row));
    else groups.set(row.person_id, [toValue(row)]);
  }
  return groups;
}
