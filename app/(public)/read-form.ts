/** What a form on a page, or a mail program (RFC 8058 §3.1), posted: urlencoded or multipart; null for anything else. */
export async function readForm(request: Request): Promise<FormData | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) return null;
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) return null; // a body that is no form
    throw error;
  }
}
