/** Processes that belong to the benchmark though they are no descendants of it, such as an embedded PostgreSQL. */
export const adopted = new Set<number>();
