import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { QrCode } from "./qr-code";

afterEach(cleanup);

it("brings its own white along: a dark page shows through nowhere", () => {
  const { container } = render(<QrCode text="otpauth://totp/x" label="Code" />);
  const ground = container.querySelector("svg > rect:first-child");
  const size = container.querySelector("svg")?.getAttribute("viewBox")?.split(" ")[2];
  expect([ground?.getAttribute("fill"), ground?.getAttribute("width"), ground?.getAttribute("height")]).toEqual([
    "#fff",
    size,
    size,
  ]);
});
