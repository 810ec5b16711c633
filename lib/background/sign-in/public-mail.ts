/** Providers whose names are the same in every country, for example `yahoo.co.uk` and `yahoo.de`. */
const IN_MANY_COUNTRIES = ['aol', 'gmx', 'hotmail', 'live', 'msn', 'outlook', 'rocketmail', 'yahoo', 'yandex', 'ymail'];

/** What may follow such a name: `com`, `net` or a country, with or without `co` or `com` before it. */
const ENDING = /^(com|net|(com?\.)?[a-z]{2})$/;

/** Further providers: the large ones of the world and of single countries. */
const DOMAINS = new Set(
  `gmail.com googlemail.com icloud.com me.com mac.com windowslive.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com tutamail.com
  fastmail.com fastmail.fm hey.com hushmail.com mail.com email.com usa.com zoho.com zohomail.com zohomail.eu
  inbox.com duck.com mozmail.com privaterelay.appleid.com mailbox.org posteo.de posteo.net startmail.com runbox.com
  aim.com att.net bellsouth.net sbcglobal.net comcast.net xfinity.com verizon.net charter.net cox.net earthlink.net
  juno.com netzero.net optonline.net frontier.com windstream.net rogers.com shaw.ca sympatico.ca bell.net telus.net
  videotron.ca btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk
  eircom.net web.de t-online.de freenet.de arcor.de online.de 1und1.de email.de mail.de bluewin.ch hispeed.ch chello.at
  aon.at orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr libero.it virgilio.it alice.it
  tin.it tiscali.it telefonica.net terra.es movistar.es sapo.pt ziggo.nl kpnmail.nl planet.nl home.nl upcmail.nl
  telenet.be skynet.be proximus.be telia.com bredband.net comhem.se online.no mail.dk stofanet.dk wp.pl o2.pl onet.pl
  onet.eu interia.pl interia.eu op.pl poczta.onet.pl gazeta.pl seznam.cz email.cz centrum.cz post.cz centrum.sk azet.sk
  freemail.hu citromail.hu abv.bg mail.bg otenet.gr in.gr mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru ya.ru
  ukr.net i.ua meta.ua inbox.lv mail.ee walla.co.il walla.com mynet.com rediffmail.com indiatimes.com sify.com qq.com
  foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn 21cn.com aliyun.com naver.com
  hanmail.net daum.net kakao.com nate.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com
  biglobe.ne.jp excite.co.jp ocn.ne.jp bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz uol.com.br
  bol.com.br terra.com.br ig.com.br globo.com globomail.com oi.com.br prodigy.net.mx mweb.co.za telkomsa.net
  webmail.co.za`.split(/\s+/),
);

/** Returns whether anybody can have an address of this domain, so that the domain names no customer. */
export function isPublicMailDomain(domain: string): boolean {
  const [name = '', ...rest] = domain.split('.');
  return DOMAINS.has(domain) || (IN_MANY_COUNTRIES.includes(name) && ENDING.test(rest.join('.')));
}
