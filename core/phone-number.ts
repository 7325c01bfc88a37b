/** The digits by which two ways of writing one number are the same: without +, 00, and the 0 of the trunk. */
export const toPhoneKey = (written: string): string =>
  written.replace(/\(0\)/g, "").replace(/\D/g, "").replace(/^0+/, "");

/** Whether both mean one line: the shorter may leave out the country. Fewer than six digits are only equal to themselves. */
export function isSamePhone(a: string, b: string): boolean {
  const [one, other] = [toPhoneKey(a), toPhoneKey(b)];
  if (one === "" || other === "") return false;
  if (Math.min(one.length, other.length) < 6) return one === other;
  return one.endsWith(other) || other.endsWith(one);
}

/** Whether a text could be a telephone number at all. */
export const isPhone = (written: string): boolean =>
  /^[\d\s().+/–-]+$/.test(written) && toPhoneKey(written).length >= 3;
