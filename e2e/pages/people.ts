import { type Browser, expect, type Page } from "@playwright/test";
import { demoSignIn } from "@/db/demo-sign-in";
import { watch } from "../fixtures";
import { nobody, signIn } from "./sign-in";

/** Invites an account of the demo into a workspace and lets it accept. Gives the colleague's own browser and its faults. */
export async function hireColleague(
  page: Page,
  browser: Browser,
  slug: string,
  who: { email: string; role: string },
): Promise<{ page: Page; faults: string[] }> {
  await page.goto(`/${slug}/settings/people`);
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByRole("combobox", { name: "Role", exact: true }).click();
  await page.getByRole("option", { name: new RegExp(`^${who.role}`) }).click();
  // the link is in the mail and nowhere on the screen: its id is in the list that is read again
  const listed = page.waitForResponse(
    async (answer) =>
      answer.url().includes("members.list") && (await answer.text()).includes(`"email":"${who.email}","role":`),
  );
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByText("Not here yet")).toBeVisible();
  const id = new RegExp(`"id":"([^"]+)","email":"${who.email}"`).exec(await (await listed).text())?.[1] ?? "";
  const context = await browser.newContext({ storageState: nobody });
  const faults = watch(context, new URL(page.url()).origin);
  const theirs = await context.newPage();
  await signIn(theirs, { email: who.email, password: demoSignIn.password });
  await theirs.goto(`/join/${id}`);
  await theirs.getByRole("button", { name: /^Join|^Accept/ }).click();
  await theirs.waitForURL(`**/${slug}/today`, { timeout: 30_000 }); // where its address leads
  return { page: theirs, faults };
}
