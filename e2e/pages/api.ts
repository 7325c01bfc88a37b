import { expect, type Page } from "@playwright/test";

/** Calls a procedure as whoever is signed in on the page, in a workspace or in none. Gives what it answers. */
export async function callApi<Answer>(
  page: Page,
  slug: string | null,
  procedure: string,
  input?: object,
): Promise<Answer> {
  const response = await page.request.post(`/api/trpc/${procedure}`, {
    data: input === undefined ? {} : { json: input },
    headers: slug === null ? {} : { "x-heed-workspace": slug },
  });
  expect(response.ok(), `${procedure}: ${await response.text()}`).toBe(true);
  const body: { result: { data: { json: Answer } } } = await response.json(); // the caller knows the procedure
  return body.result.data.json;
}
