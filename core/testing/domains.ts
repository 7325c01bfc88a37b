import type { ListedDomain } from "@/core/domain-list";

// 300 domains of our own making: four companies' lists, imitations of them, and the rest of the world.

export const ownList: readonly ListedDomain[] = [
  { domain: "meridianbank.example", use: "mail" },
  { domain: "meridianbank.co.uk", use: "web" },
  { domain: "meridian-cards.example", use: "web" },
  { domain: "northlight.example", use: "mail" },
  { domain: "northlight.travel", use: "mail" },
  { domain: "fernway.shop", use: "mail" },
  { domain: "fernway.example", use: "web" },
  { domain: "tallis.io", use: "mail" },
  { domain: "xn--mnchen-3ya.example", use: "web" }, // münchen.example
  { domain: "kite.dev", use: "mail" },
  { domain: "calendar-host.example", use: "linked" },
];

const below = ["", "www.", "news.", "mail.", "app.", "help.eu.", "click.", "e.", "login.", "a.b.c."];
const owned = ownList.filter(({ use }) => use !== "linked").map(({ domain }) => domain);

/** 100: every own domain and hosts below it. */
export const ours: readonly string[] = owned.flatMap((domain) => below.map((front) => front + domain));

const words = (names: string): string[] => names.split(/\s+/).filter((name) => name !== "");

/** 100: made to be taken for one of ours. */
export const lookAlikes: readonly string[] = words(`
  meridianbank.com meridianbank.net meridianbank.info meridianbank.co meridianbank.example.org
  rneridianbank.example meridlanbank.example meridianbänk.example meridianbank-login.example meridianbanklogin.example
  login-meridianbank.example secure-meridianbank.com meridianbank-secure.co.uk meridianbank-support.example mymeridianbank.example
  meridianbank.example.evil.test meridianbank-example.test meridanbank.example meridiannbank.example meridianbnak.example
  merididanbank.example meridianbanc.example meridian-bank.example meridian-bank.com meridianbank24.example
  meridianbank1.example xn--meridinbank-s8j.example мeridianbank.example meridianЬank.example merіdianbank.example
  meridianbank.biz meridianbank.uk meridianbank.org.uk meridianbank-card.example www-meridianbank.example
  meridianbankverify.com verify.meridianbank.secure-site.test meridianbank.co.uk.pages.dev meridiancards.example meridian-card.example
  meridian-cards.com meridian-cards.shop meridian-cards-login.example secure.meridian-cards.evil.test meridiam-cards.example
  northlight.com northlight.net northlight.co.uk northlight.airline.test n0rthlight.example
  northlıght.example northIight.example nothlight.example northligth.example northlihgt.travel
  northlights.example north-light.example northlight-booking.example northlight-refund.example northlightrefund.example
  northlight-alerts.travel support-northlight.example northlight.example.refund.test northlight.travel-refund.test nortlhight.travel
  nοrthlight.travel northlіght.example norťhlight.example northl1ght.travel nоrthlight.example
  fernway.com fernway.net fernway.store fernvvay.shop fernwaу.shop
  fenrway.shop fernwayy.shop fernwy.shop femway.shop ferrway.shop
  fernway-shop.example fernwayshop.example shop-fernway.example fernway-offers.test fernwaybonus.test
  fernway.shop.evil.test fernway.example.gifts.test fernwey.example fernway.sale.test fеrnway.example
  tallis.com tallis.app taIlis.io tallis-login.io taliis.io talis.io
  kite.com kite-login.dev klte.dev kiet.dev
`);

const made = [
  "harbourstone",
  "quietfield",
  "brassmoon",
  "oldmillpress",
  "sunriver",
  "graniteworks",
  "lumenfoundry",
  "paperlark",
  "cobaltyard",
  "driftwoodco",
  "elmgrove",
  "foxglovefarm",
  "gildedoar",
  "hollowreed",
  "inkwellbooks",
  "juniperlane",
  "kestrelair",
  "larchwood",
  "mossbridge",
  "nettlebay",
  "oakhamlet",
  "pinecrestdental",
  "quarrypoint",
  "rosefinch",
  "slatehouse",
  "thistledown",
  "umberstudio",
  "violetcanal",
  "willowmere",
  "yarrowclinic",
  "zincharbor",
  "amberforge",
  "blueheronrowing",
  "cedarhall",
  "dunecottage",
];
const endings = ["example", "com", "co.uk", "org"];

/** 100: other people's, some with words or letters in common. */
export const unrelated: readonly string[] = [
  ...made.flatMap((name) => endings.slice(0, 2).map((ending) => `${name}.${ending}`)),
  ...words(`
    meridian-hotels.example riverbank.example bankofharbour.example lightnorth.example southlight.example nightflight.example
    highway.shop gateway.shop fairway.example runway.travel metallist.example vitalis.example site.dev bite.dev kits.example kitesurfing.example
    wikipedia.org gmail.com outlook.com news.ycombinator.com dallas.io calls.io example.org münster.example north.example light.example
    fern.example way.shop cards.example travel.example
  `),
];
