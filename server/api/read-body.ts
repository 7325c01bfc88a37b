/** The largest form of a public page. */
const MOST_FORM_BYTES = 100_000;

/**
 * What a call says, unpacked where it came packed; null when that is more than so many bytes, of which no more are read.
 * @throws SyntaxError when it cannot be unpacked
 */
export async function readBody(request: Request, mostBytes: number): Promise<Blob | null> {
  if (request.body === null) return new Blob();
  const isPacked = /^(?:x-)?gzip$/i.test(request.headers.get("content-encoding")?.trim() ?? "");
  const said: ReadableStream<Uint8Array<ArrayBuffer>> = isPacked
    ? request.body.pipeThrough(new DecompressionStream("gzip"))
    : request.body;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const piece of said) {
      bytes += piece.byteLength;
      if (bytes > mostBytes) return null;
      pieces.push(piece);
    }
  } catch (error) {
    if (isPacked && isOfZlib(error)) throw new SyntaxError("The body is not gzip", { cause: error });
    throw error;
  }
  return new Blob(pieces);
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && "code" in error && /^Z_/.test(String(error.code)));

/** A form, urlencoded or multipart; null for anything else, and for one longer than any of ours. */
export async function readForm(request: Request): Promise<FormData | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) return null;
  const body = await readBody(request, MOST_FORM_BYTES);
  if (body === null) return null;
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (error) {
    if (error instanceof TypeError) return null; // a body that is no form
    throw error;
  }
}
