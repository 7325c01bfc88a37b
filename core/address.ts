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
    "zoho.com fastmail.com fastmail.fm hey.com hushmail.com mailbox.org posteo.de riseup.net bluewin.ch sunrise.ch online.no telia.com hotmail.se live.se"
  ).split(" "),
);

/** Whether anybody can have an address there: such a domain says nothing about an employer. */
export const isFreeMail = (domain: string): boolean => freeMail.has(domain.toLowerCase());
