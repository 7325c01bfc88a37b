/**
 * The form of an address that uniqueness and matching use: trimmed, lower-cased. Nothing else is folded: dots and tags
 * mean what the receiving host says they mean (RFC 5321 §2.4). Null for what is not an address.
 */
export function toEmailKey(address: string): string | null {
  const key = address.trim().toLowerCase();
  if (key.length > 254) return null;
  const at = key.lastIndexOf("@");
  const local = key.slice(0, at);
  const domain = key.slice(at + 1);
  if (at < 1 || local.length > 64 || /[\s"(),:;<>[\\\]@]/.test(local)) return null;
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) return null;
  return isDomain(domain) ? key : null;
}

/** A host name with at least two labels (RFC 1035 §2.3.1, and internationalized ones as they are written). */
function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  return (
    labels.length > 1 &&
    domain.length <= 253 &&
    labels.every((label) => label.length <= 63 && /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? "")
  );
}

/** What stands behind the last @ of a key made by `toEmailKey`. */
export const domainOf = (emailKey: string): string => emailKey.slice(emailKey.lastIndexOf("@") + 1);

const freeMail = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.it hotmail.de hotmail.es live.com live.co.uk live.fr live.it live.nl " +
    "msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.it yahoo.de yahoo.es yahoo.co.jp yahoo.co.in yahoo.com.br ymail.com rocketmail.com aol.com icloud.com me.com mac.com " +
    "proton.me protonmail.com pm.me tutanota.com tuta.io gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de mail.com mail.ru bk.ru inbox.ru list.ru " +
    "yandex.ru yandex.com ya.ru libero.it virgilio.it alice.it tin.it tiscali.it tim.it email.it fastwebnet.it pec.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr " +
    "bbox.fr neuf.fr skynet.be telenet.be ziggo.nl kpnmail.nl xs4all.nl planet.nl home.nl btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com " +
    "comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net rogers.com shaw.ca sympatico.ca bigpond.com optusnet.com.au " +
    "uol.com.br bol.com.br terra.com.br terra.es telefonica.net wp.pl o2.pl onet.pl interia.pl seznam.cz email.cz centrum.cz abv.bg mail.bg ukr.net i.ua " +
    "qq.com 163.com 126.com sina.com sohu.com foxmail.com naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com " +
    "zoho.com fastmail.com fastmail.fm hey.com hushmail.com mailbox.org posteo.de riseup.net bluewin.ch sunrise.ch online.no telia.com hotmail.se live.se " +
    "windowslive.com email.com duck.com tutamail.com mail.de arcor.de inwind.it iol.it vodafone.it club-internet.fr aliceadsl.fr numericable.fr netcourrier.com hispeed.ch " +
    "aon.at chello.at chello.nl hetnet.nl casema.nl zonnet.nl scarlet.be proximus.be eircom.net comhem.se bredband.net spray.se mail.dk jubii.dk luukku.com kolumbus.fi " +
    "op.pl vp.pl tlen.pl gazeta.pl poczta.fm volny.cz post.cz azet.sk centrum.sk zoznam.sk freemail.hu citromail.hu t-online.hu otenet.gr mynet.com inbox.lv walla.co.il walla.com " +
    "juno.com netzero.net frontier.com windstream.net centurylink.net optonline.net rr.com telus.net videotron.ca bell.net xtra.co.nz tpg.com.au iinet.net.au westnet.com.au " +
    "dodo.com.au mweb.co.za telkomsa.net prodigy.net.mx terra.com fibertel.com.ar ig.com.br globo.com sapo.pt clix.pt nate.com kakao.com yeah.net vip.qq.com"
  ).split(" "),
);

/** Hosts that give addresses away under the ending of many countries: "yahoo.ca", "hotmail.com.br", "gmx.fr". */
const FREE_FAMILY =
  /^(?:yahoo|ymail|hotmail|outlook|live|msn|aol|gmx|googlemail|yandex|protonmail)\.(?:com?\.)?[a-z]{2}$/;

/** Whether anybody can have an address there: such a domain says nothing about an employer. */
export function isFreeMail(domain: string): boolean {
  const name = domain.toLowerCase();
  return freeMail.has(name) || FREE_FAMILY.test(name);
}
