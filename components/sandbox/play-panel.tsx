"use client";

import { AlertOctagon, Ban, MailOpen, MailX, MousePointerClick, ShoppingBag } from "lucide-react";
import { ReplyBox } from "@/components/sandbox/reply-box";
import { type PlayAction, usePlay } from "@/components/sandbox/use-play";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Menu, MenuItem } from "@/components/ui/menu";

export interface PlayPanelProps {
  mail: {
    id: string;
    name: string;
    links: readonly { linkId: string; label: string }[];
    tracked: boolean;
    unsubscribe: boolean;
    preferencesPath: string | null;
    products: readonly { key: string; name: string }[];
  };
  asScanner: boolean;
  /** What day it is there. */
  now: Date;
}

/** What the recipient can do with a mail. Every button goes through the door of the real thing. */
export function PlayPanel({ mail, asScanner, now }: PlayPanelProps) {
  const { busy, play } = usePlay(mail.id, asScanner);
  const act = (action: PlayAction) => () => play(action);
  return (
    <section aria-label={`Play ${mail.name}`} className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <h3 className="font-semibold">{asScanner ? "As a mail scanner" : `As ${mail.name}`}</h3>
        <div className="grid grid-cols-2 gap-2">
          <Button icon={<MailOpen />} busy={busy === "open"} disabled={!mail.tracked} onClick={act({ do: "open" })}>
            Open
          </Button>
          <LinkMenu links={mail.links} busy={busy === "click"} onClick={(linkId) => play({ do: "click", linkId })} />
        </div>
        {asScanner ? (
          <p className="text-ink2 text-sm">It fetches the pixel and follows every link, the hidden one too.</p>
        ) : null}
      </div>
      <ReplyBox
        busy={busy === "reply" || busy === "absence"}
        now={now}
        onReply={(text, onDone) => play({ do: "reply", text }, onDone)}
        onAbsence={(until) => play({ do: "absence", until })}
      />
      <div className="flex flex-col gap-2">
        <h3 className="font-semibold">Or</h3>
        <div className="grid grid-cols-2 gap-2">
          <ProductMenu
            products={mail.products}
            busy={busy === "buy"}
            onBuy={(product) => play({ do: "buy", product })}
          />
          <Button
            icon={<Ban />}
            busy={busy === "unsubscribe"}
            disabled={!mail.unsubscribe}
            onClick={act({ do: "unsubscribe" })}
          >
            Unsubscribe
          </Button>
          <Button icon={<MailX />} busy={busy === "bounce"} onClick={act({ do: "bounce" })}>
            Bounce
          </Button>
          <Button icon={<AlertOctagon />} busy={busy === "complain"} onClick={act({ do: "complain" })}>
            Mark as spam
          </Button>
        </div>
        {mail.preferencesPath ? (
          <ButtonLink href={mail.preferencesPath} target="_blank" variant="quiet" size="sm" className="self-start">
            Open their preferences
          </ButtonLink>
        ) : null}
      </div>
    </section>
  );
}

interface LinkMenuProps {
  links: PlayPanelProps["mail"]["links"];
  busy: boolean;
  onClick: (linkId: string) => void;
}

function LinkMenu({ links, busy, onClick }: LinkMenuProps) {
  const [only] = links;
  const look = { icon: <MousePointerClick />, busy, disabled: links.length === 0 };
  if (links.length === 1 && only)
    return (
      <Button {...look} onClick={() => onClick(only.linkId)} title={only.label}>
        Click the link
      </Button>
    );
  return (
    <Menu trigger={<Button {...look}>Click a link</Button>}>
      {links.map(({ linkId, label }) => (
        <MenuItem key={linkId} onSelect={() => onClick(linkId)}>
          {label || "a picture"}
        </MenuItem>
      ))}
    </Menu>
  );
}

interface ProductMenuProps {
  products: PlayPanelProps["mail"]["products"];
  busy: boolean;
  onBuy: (key: string) => void;
}

function ProductMenu({ products, busy, onBuy }: ProductMenuProps) {
  return (
    <Menu
      trigger={
        <Button icon={<ShoppingBag />} busy={busy} disabled={products.length === 0}>
          Buy
        </Button>
      }
    >
      {products.map(({ key, name }) => (
        <MenuItem key={key} onSelect={() => onBuy(key)} hint={key}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
