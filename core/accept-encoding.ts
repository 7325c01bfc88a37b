/** Whether a client that sends this `Accept-Encoding` takes a body in a coding (RFC 9110): named, or meant by `*`, and not with q=0. */
export function acceptsCoding(header: string | null, coding: string): boolean {
  const asked = (header ?? "").split(",").map((part) => {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    return { name, refused: parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) };
  });
  const found = asked.find(({ name }) => name === coding) ?? asked.find(({ name }) => name === "*");
  return found !== undefined && !found.refused;
}
