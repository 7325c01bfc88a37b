"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { AskPassword } from "./ask-password";
import { type Enrolling, TwoFactorSetup } from "./two-factor-setup";

/** A second factor at sign-in: an authenticator app, and codes for the day it is lost. */
export function TwoFactorCard({ enabled }: { enabled: boolean }) {
  const [asked, setAsked] = useState<"on" | "off" | "codes" | null>(null);
  const [enrolling, setEnrolling] = useState<Enrolling | null>(null);
  const close = () => {
    setAsked(null);
    setEnrolling(null);
  };
  return (
    <Card
      title="Two-factor sign-in"
      description="After your password, sign-in asks for a code of an app on your phone."
      action={
        enabled ? (
          <Badge tone="pine" mark="dot">
            On
          </Badge>
        ) : (
          <Badge>Off</Badge>
        )
      }
    >
      {enrolling ? (
        <TwoFactorSetup enrolling={enrolling} confirm={asked === "on"} onDone={close} />
      ) : asked ? (
        <AskPassword purpose={asked} onEnrolling={setEnrolling} onDone={close} />
      ) : enabled ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsked("codes")}>New backup codes</Button>
          <Button variant="danger-quiet" onClick={() => setAsked("off")}>
            Turn off
          </Button>
        </div>
      ) : (
        <Button onClick={() => setAsked("on")}>Turn on</Button>
      )}
    </Card>
  );
}
