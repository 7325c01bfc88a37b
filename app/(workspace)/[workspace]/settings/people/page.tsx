import type { Metadata } from "next";
import { PeopleSettings } from "@/components/settings/people-settings";
import { keepsOwnMails } from "@/server/services/account/own-mails";

export const metadata: Metadata = { title: "People" };

export default function PeoplePage() {
  return <PeopleSettings mailKeptHere={keepsOwnMails()} />;
}
