/**
 * The header that makes a browser save a file under the name its sender gave it (RFC 6266), whatever that name is: no path,
 * no quotes, no controls, a plain ASCII name for old programs and the real one beside it (RFC 8187).
 */
export function saveAs(name: string): string {
  const clean = cleanName(name);
  const plain = clean.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  const coded = encodeURIComponent(clean).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}

const MOST = 120;
// direction marks make "exe.gpj" read as "jpg.exe"
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

function cleanName(name: string): string {
  const last = name
    .replace(/^.*[/\\]/s, "")
    .replace(INVISIBLE, "")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (last === "") return "attachment";
  if (last.length <= MOST) return last;
  const end = /\.[A-Za-z0-9]{1,10}$/.exec(last)?.[0] ?? "";
  return [...last].slice(0, MOST - end.length).join("") + end;
}
