/**
 * Text as PostgreSQL takes it: without NUL, and with � for half of a surrogate pair (a text that was cut inside an emoji). The same
 * text where nothing is wrong with it.
 */
export function toStorableText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\0") ? whole.replaceAll("\0", "") : whole;
}

/**
 * A value with all its texts storable, names of fields too. Lists and plain objects are gone through; whatever else it holds (dates,
 * bytes, files) is given back as it is, and the value itself where nothing had to be changed.
 */
export function toStorable<T>(value: T): T {
  return repair(value) as T; // the same shape: only texts differ
}

function repair(value: unknown): unknown {
  if (typeof value === "string") return toStorableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(repair);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const fields = Object.entries(value);
  const repaired = fields.map(([name, item]) => [toStorableText(name), repair(item)] as const);
  const isSame = repaired.every(([name, item], index) => name === fields[index]?.[0] && item === fields[index]?.[1]);
  if (isSame) return value;
  const object: unknown = Object.fromEntries(repaired);
  return prototype === null ? Object.assign(Object.create(null), object) : object;
}

/** The first characters of a text, at most so many and never half of one that takes two. */
export function cutText(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) && cut.length < text.length ? cut.slice(0, -1) : cut;
}
