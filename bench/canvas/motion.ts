import type { Page } from "@playwright/test";

export interface Frames {
  readonly fps: number;
  readonly p95Ms: number;
  readonly longTasksMs: number;
}

const MOVES = 140;

/** Counts frames and long tasks in the page while `work` moves the mouse. */
async function during(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    const state = { gaps, long: 0, last: performance.now(), on: true };
    Reflect.set(window, "benchFrames", state);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) state.long += entry.duration;
    }).observe({ type: "longtask" });
    const tick = (now: number) => {
      gaps.push(now - state.last);
      state.last = now;
      if (state.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  return page.evaluate(() => {
    const state: { gaps: number[]; long: number; on: boolean } = Reflect.get(window, "benchFrames");
    state.on = false;
    const gaps = state.gaps.slice(1).sort((a, b) => a - b);
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    return {
      fps: Math.round((gaps.length / total) * 1_000),
      p95Ms: Math.round(gaps[Math.floor(gaps.length * 0.95)] ?? 0),
      longTasksMs: state.long,
    };
  });
}

/** Drags the paper about for some seconds. */
export async function panBy(page: Page): Promise<Frames> {
  await page.mouse.move(1_200, 700);
  return during(page, async () => {
    await page.mouse.down();
    for (let n = 0; n < MOVES; n += 1)
      await page.mouse.move(1_200 + 160 * Math.sin(n / 9), 700 - n * 3 + 60 * Math.sin(n / 5));
    await page.mouse.up();
    await page.mouse.move(1_200, 700);
  });
}

/** Drags a card in view about, and leaves it where it was. */
export async function dragCard(page: Page): Promise<Frames> {
  const card = await page.evaluate(() => {
    for (const element of document.querySelectorAll("[id^='step-']")) {
      const { x, y, width, height } = element.getBoundingClientRect();
      if (x > 120 && y > 120 && x + width < innerWidth - 40 && y + height < innerHeight - 80)
        return { x: x + width / 2, y: y + height / 2 };
    }
    return null;
  });
  if (!card) throw new Error("no card in view");
  await page.mouse.move(card.x, card.y);
  return during(page, async () => {
    await page.mouse.down();
    for (let n = 0; n < MOVES; n += 1)
      await page.mouse.move(card.x + 120 * Math.sin(n / 8), card.y + 90 * Math.sin(n / 6));
    await page.mouse.up();
  });
}

/** Zooms out and in again with the wheel. */
export async function zoomBy(page: Page): Promise<Frames> {
  await page.mouse.move(720, 450);
  await page.keyboard.down("Control");
  const frames = await during(page, async () => {
    for (let n = 0; n < MOVES; n += 1) await page.mouse.wheel(0, n % 70 < 35 ? 24 : -24);
  });
  await page.keyboard.up("Control");
  return frames;
}
