import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { lateModule } from "./late-module";
import { latePart } from "./late-part";

afterEach(cleanup);

const Whole = ({ name }: { name: string }) => <p>Hello {name}</p>;
const offline = new Error("offline");
const around = (failure: React.ReactNode, { name }: { name: string }) => <section aria-label={name}>{failure}</section>;

function setUp(answers: readonly (() => Promise<typeof Whole>)[]) {
  let nth = 0;
  const fetchIt = vi.fn(() => answers[nth++]?.() ?? Promise.reject(offline));
  const module = lateModule(fetchIt);
  return { fetchIt, module, Part: latePart(module, around) };
}
const press = () => userEvent.click(screen.getByRole("button", { name: "Try again" }));

test("a part that cannot be fetched says so in its place, and is fetched again when asked", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { fetchIt, Part } = setUp([
    () => Promise.reject(offline),
    () => Promise.reject(offline),
    () => Promise.resolve(Whole),
  ]);
  render(
    <>
      <h1>Page</h1>
      <Part name="you" />
    </>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("could not be fetched");
  expect(screen.getByRole("region", { name: "you" })).toBeTruthy();
  await press();
  await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(2));
  expect(screen.getByRole("heading", { name: "Page" })).toBeTruthy();
  await press();
  expect(await screen.findByText("Hello you")).toBeTruthy();
  expect([screen.queryByRole("alert"), fetchIt.mock.calls.length]).toEqual([null, 3]);
  log.mockRestore();
});

test("while another try is on its way the button asks for none more", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { fetchIt, Part } = setUp([() => Promise.reject(offline), () => new Promise(() => undefined)]);
  render(<Part name="you" />);
  await screen.findByRole("alert");
  await press();
  await press();
  expect(screen.getByRole("button", { name: "Try again" }).getAttribute("aria-busy")).toBe("true");
  expect(fetchIt).toHaveBeenCalledTimes(2);
  log.mockRestore();
});

test("one that is here is drawn at once; one that is left before it fails says nothing", async () => {
  const { module, Part } = setUp([() => Promise.resolve(Whole)]);
  await module.load();
  render(<Part name="you" />);
  expect(screen.getByText("Hello you")).toBeTruthy();
  cleanup();
  const late = setUp([]);
  const { unmount } = render(<late.Part name="you" />);
  unmount();
  await act(async () => undefined); // an error on the console would fail this test
  expect(late.fetchIt).toHaveBeenCalledTimes(1);
});
