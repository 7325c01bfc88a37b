import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { AcceptInvitation, type AcceptInvitationProps } from "./accept-invitation";

afterEach(cleanup);

const open: AcceptInvitationProps = {
  workspaceName: "Northbeam",
  inviterName: "Ana",
  email: "bo@northbeam.example",
  role: "marketer",
  state: "pending",
  signedInAs: null,
  signInHref: "/sign-in?next=invitation",
  signUpHref: "/sign-up?next=invitation",
  onAccept: async () => ({ ok: true }),
  onSignOut: () => undefined,
};

function show(props: Partial<AcceptInvitationProps>) {
  render(<AcceptInvitation {...open} {...props} />);
  return screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);
}

test("a used invitation leads whoever is signed in to their workspace", () => {
  expect(show({ state: "accepted", signedInAs: "bo@northbeam.example" })).toEqual([["To your workspace", "/"]]);
  expect(screen.getByText(/has been used/)).toBeTruthy();
});

test("and whoever is not to signing in, not to a new account", () => {
  expect(show({ state: "accepted" })).toEqual([["Sign in", "/sign-in?next=invitation"]]);
});

test("an open one asks whoever is not signed in for either", () => {
  expect(show({})).toEqual([
    ["Create an account", "/sign-up?next=invitation"],
    ["I have one: sign in", "/sign-in?next=invitation"],
  ]);
});
