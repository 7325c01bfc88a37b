/** The fields that were given: what is undefined stays as it is. For `set` of an update. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return kept as ReturnType<typeof given<T>>; // Object.fromEntries forgets which key had which value
}
