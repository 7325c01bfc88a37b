import type { JsonObject } from "@/core/json";

const OPEN = "{{ entry.curly }}";

const toWords = (part: string): string =>
  part
    .replace(/[\\*_[\]#=•]/g, "\\$&")
    .replace(/^(\s*)-/gm, "$1\\-")
    .replace(/^(\s*\d{1,3})([.)])/gm, "$1\\$2")
    .replace(/\{(?=[{%])/g, OPEN);

/**
 * What somebody wrote by hand as the body of a mail that says exactly that: signs of the text format and of Liquid are
 * words. Addresses stay links. `data` goes with it.
 */
export function toLiteralBody(text: string): { readonly body: string; readonly data: JsonObject } {
  const parts = text.replace(/\r\n?/g, "\n").split(/(https?:\/\/[^\s<>]+)/);
  const body = parts.map((part, index) => (index % 2 === 1 && !/[{}]/.test(part) ? part : toWords(part))).join("");
  return { body, data: { curly: "{" } };
}
