/** FNV-1a with a final mix (murmur3's fmix32): even also for keys that differ in one character. Same on every side. Not for secrets. */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A fraction in [0, 1) that belongs to the text. */
export const stableFraction = (text: string): number => stableHash(text) / 0x1_0000_0000;
