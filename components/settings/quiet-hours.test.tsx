import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { defaultQuietHours } from "@/core/attention/default-rules";
import { type HoursLayer, setHoursSchema } from "@/core/schedule-hours";
import { QuietHours } from "./quiet-hours";

afterEach(cleanup);

let now: HoursLayer | null;
function Form() {
  const [hours, setHours] = useState<HoursLayer | null>(defaultQuietHours);
  now = hours;
  return <QuietHours value={hours} onChange={setHours} />;
}
const from = () => screen.getByLabelText<HTMLInputElement>("Quiet from");
/** As a browser tells it: each digit is a time of its own on the way. */
const type = (...times: string[]) => {
  for (const value of times) fireEvent.change(from(), { target: { value } });
};
const monday = () => now?.weekly?.[0];

it("a time typed digit by digit comes to what was typed, also by way of one that is none", () => {
  render(<Form />);
  type("01:00"); // the 1 of 19
  expect(from().value).toBe("01:00");
  expect(screen.getByText(/this never opens/)).toBeTruthy();
  expect(setHoursSchema.safeParse(now).success).toBe(false); // nobody saves it
  type("19:00");
  expect(monday()).toEqual([{ fromMinute: 480, toMinute: 1140 }]);
  expect(screen.queryByText(/this never opens/)).toBeNull();
});

it("quiet may begin at midnight", () => {
  render(<Form />);
  type("00:00");
  expect(monday()).toEqual([{ fromMinute: 480, toMinute: 1440 }]);
  expect(from().value).toBe("00:00");
});

it("a time that is cleared stays as it was; the quiet days too", () => {
  render(<Form />);
  type("");
  expect(now).toEqual(defaultQuietHours);
});
