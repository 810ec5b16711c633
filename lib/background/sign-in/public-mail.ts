/** Providers whose names are the same in every country, for example `yahoo.co.uk` and `yahoo.de`. */
const IN_MANY_COUNTRIES = ['aol', 'gmx', 'hotmail', 'live', 'msn', 'outlook', 'rocketmail', 'yahoo', 'yandex', 'ymail'];

/** What may follow such a name: `com`, `net` or a country, with or without `co` or `com` before it. */
const ENDING = /^(com|net|(com?\.)?[a-z]{2})$/;

/**
 * Further providers: of the world, of disposable addresses, and of single countries, from America to Africa. Published
 * lists are no better: they lack some of these, have companies and `example.com` instead, and are up to 20 times as long.
 */
const DOMAINS = new Set(
  `gmail.com googlemail.com icloud.com me.com mac.com windowslive.com webtv.net y7mail.com proton.me protonmail.com
  protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com tutamail.com keemail.me fastmail.com fastmail.fm
  fastmail.net hey.com hushmail.com hushmail.me zoho.com zoho.eu zoho.in zohomail.com zohomail.eu zohomail.in inbox.com
  duck.com mozmail.com privaterelay.appleid.com passmail.net passinbox.com slmail.me aleeas.com anonaddy.com anonaddy.me
  mailbox.org posteo.de posteo.net startmail.com runbox.com mailfence.com vivaldi.net riseup.net disroot.org
  autistici.org systemli.org kolabnow.com cock.li lavabit.com onmail.com mailo.com net-c.com pobox.com lycos.com
  excite.com netaddress.com bigfoot.com maktoob.com mail.com email.com usa.com post.com consultant.com engineer.com
  europe.com asia.com iname.com writeme.com dr.com myself.com caramail.com mailinator.com yopmail.com yopmail.fr
  guerrillamail.com sharklasers.com 10minutemail.com temp-mail.org trashmail.com maildrop.cc getnada.com dispostable.com
  mailnesia.com throwawaymail.com discard.email mohmal.com emailondeck.com spamgourmet.com burnermail.io aim.com
  netscape.net netscape.com compuserve.com cs.com love.com att.net bellsouth.net sbcglobal.net swbell.net pacbell.net
  ameritech.net prodigy.net snet.net flash.net nvbell.net currently.com comcast.net adelphia.net xfinity.com verizon.net
  bellatlantic.net gte.net charter.net rr.com twc.com roadrunner.com nc.rr.com tampabay.rr.com cfl.rr.com austin.rr.com
  san.rr.com wi.rr.com neo.rr.com hawaii.rr.com brighthouse.com cox.net earthlink.net mindspring.com pipeline.com
  peoplepc.com juno.com netzero.net netzero.com optonline.net optimum.net frontier.com frontiernet.net citlink.net
  windstream.net centurylink.net centurytel.net embarqmail.com q.com qwest.net ptd.net epix.net suddenlink.net
  cableone.net mchsi.com insightbb.com knology.net wowway.com rcn.com erols.com tds.net fuse.net zoomtown.com alltel.net
  hughes.net wildblue.net gci.net atlanticbb.net metrocast.net bresnan.net midco.net usa.net cavtel.net hawaiiantel.net
  rogers.com nl.rogers.com shaw.ca sympatico.ca bell.net telus.net telusplanet.net videotron.ca videotron.qc.ca
  cogeco.ca eastlink.ca mts.net mymts.net sasktel.net nbnet.nb.ca ns.sympatico.ca nb.sympatico.ca teksavvy.com
  xplornet.com xplornet.ca northwestel.net tbaytel.net vianet.ca primus.ca btinternet.com btopenworld.com btconnect.com
  talk21.com sky.com talktalk.net talktalk.co.uk virginmedia.com virgin.net ntlworld.com blueyonder.co.uk tiscali.co.uk
  lineone.net freeserve.co.uk fsnet.co.uk supanet.com onetel.com onetel.net o2.co.uk madasafish.com tesco.net plus.com
  manx.net cwgsy.net eircom.net iol.ie indigo.ie web.de t-online.de magenta.de freenet.de arcor.de vodafone.de
  vodafonemail.de kabelmail.de kabelbw.de unitybox.de online.de onlinehome.de 1und1.de o2mail.de o2online.de
  alice-dsl.net alice-dsl.de netcologne.de ewetel.net ewe.net osnanet.de versanet.de htp-tel.de mnet-mail.de
  mnet-online.de email.de mail.de emailn.de epost.de ok.de directbox.com firemail.de nexgo.de compuserve.de lycos.de
  bluewin.ch bluemail.ch hispeed.ch sunrise.ch swissonline.ch freesurf.ch romandie.com ticino.com vtxnet.ch chello.at
  aon.at a1.net utanet.at inode.at liwest.at kabsi.at drei.at tele2.at sbg.at vol.at orange.fr wanadoo.fr free.fr sfr.fr
  laposte.net neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net 9online.fr noos.fr dartybox.com
  voila.fr caramail.fr libertysurf.fr tele2.fr nordnet.fr infonie.fr tiscali.fr estvideo.fr libero.it virgilio.it
  alice.it tin.it tim.it tiscali.it vodafone.it fastwebnet.it iol.it inwind.it blu.it email.it poste.it supereva.it
  teletu.it kataweb.it jumpy.it pec.it arubapec.it legalmail.it telefonica.net terra.es movistar.es ono.com jazzfree.com
  wanadoo.es vodafone.es ya.com euskalnet.net mixmail.com mundo-r.com eresmas.com sapo.pt telepac.pt mail.telepac.pt
  netcabo.pt clix.pt iol.pt portugalmail.pt meo.pt oninet.pt ziggo.nl kpnmail.nl planet.nl home.nl upcmail.nl xs4all.nl
  hetnet.nl chello.nl casema.nl quicknet.nl zonnet.nl tele2.nl kpnplanet.nl wanadoo.nl zeelandnet.nl solcon.nl caiway.nl
  multiweb.nl tiscali.nl freeler.nl onsbrabantnet.nl online.nl versatel.nl kabelfoon.net dds.nl telfort.nl 12move.nl
  telenet.be skynet.be proximus.be scarlet.be voo.be brutele.be pandora.be belgacom.net tvcablenet.be edpnet.be
  tiscali.be pt.lu internet.lu vo.lu telia.com bredband.net bredband2.com comhem.se tele2.se spray.se passagen.se
  swipnet.se home.se glocalnet.net tiscali.se online.no broadpark.no getmail.no frisurf.no c2i.net lyse.net start.no
  mail.dk stofanet.dk tdcadsl.dk get2net.dk ofir.dk jubii.dk tiscali.dk webspeed.dk fibermail.dk youmail.dk post.tele.dk
  mail.tele.dk sol.dk elisanet.fi kolumbus.fi luukku.com suomi24.fi saunalahti.fi welho.com dnainternet.net pp.inet.fi
  netti.fi simnet.is internet.is wp.pl o2.pl onet.pl onet.eu onet.com.pl interia.pl interia.eu interia.com op.pl vp.pl
  tlen.pl go2.pl poczta.fm poczta.onet.pl gazeta.pl neostrada.pl autograf.pl buziaczek.pl spoko.pl poczta.pl
  upcpoczta.pl seznam.cz email.cz centrum.cz post.cz atlas.cz volny.cz tiscali.cz quick.cz chello.cz spoluzaci.cz
  centrum.sk azet.sk zoznam.sk pobox.sk post.sk stonline.sk chello.sk szm.sk orangemail.sk freemail.hu citromail.hu
  t-online.hu vipmail.hu indamail.hu upcmail.hu chello.hu digikabel.hu invitel.hu mailbox.hu axelero.hu abv.bg mail.bg
  dir.bg otenet.gr in.gr forthnet.gr hol.gr pathfinder.gr cytanet.com.cy onvol.net maltanet.net rdslink.ro clicknet.ro
  home.ro siol.net t-2.net amis.net telemach.net net.hr inet.hr optinet.hr vip.hr eunet.rs sbb.rs mts.rs open.telekom.rs
  mynet.com ttmail.com superonline.com mail.ru bk.ru inbox.ru list.ru internet.ru xmail.ru rambler.ru autorambler.ru
  myrambler.ru ro.ru ya.ru pochta.ru hotbox.ru nm.ru nextmail.ru ukr.net i.ua meta.ua mail.ua email.ua online.ua
  bigmir.net tut.by mail.kz inbox.lv one.lv apollo.lv inbox.lt one.lt takas.lt mail.ee hot.ee online.ee walla.co.il
  walla.com netvision.net.il bezeqint.net 012.net.il zahav.net.il 013.net emirates.net.ae eim.ae batelco.com.bh
  rediffmail.com indiatimes.com sify.com vsnl.com vsnl.net bsnl.in sancharnet.in dataone.in airtelmail.in in.com qq.com
  vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com 188.com yeah.net 263.net tom.com sina.com vip.sina.com
  sina.cn sohu.com vip.sohu.com chinaren.com eyou.com wo.cn 139.com 189.cn 21cn.com aliyun.com china.com netvigator.com
  hkstar.com hinet.net msa.hinet.net seed.net.tw pchome.com.tw xuite.net kimo.com yam.com so-net.net.tw naver.com
  hanmail.net daum.net kakao.com nate.com korea.com dreamwiz.com chol.com empal.com paran.com hanmir.com freechal.com
  docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp vodafone.ne.jp ymobile.ne.jp yahoo.ne.jp ybb.ne.jp
  nifty.com biglobe.ne.jp excite.co.jp ocn.ne.jp so-net.ne.jp dion.ne.jp plala.or.jp infoseek.jp infoweb.ne.jp goo.jp
  mail.goo.ne.jp livedoor.com asahi-net.or.jp zaq.ne.jp jcom.home.ne.jp jcom.zaq.ne.jp hi-ho.ne.jp dti.ne.jp wakwak.com
  willcom.com uqmobile.jp singnet.com.sg starhub.net.sg pacific.net.sg tm.net.my streamyx.com po.jaring.my pldtdsl.net
  telkom.net plasa.com cbn.net.id bigpond.com bigpond.net.au bigpond.com.au telstra.com optusnet.com.au iinet.net.au
  westnet.com.au tpg.com.au internode.on.net adam.com.au dodo.com.au ozemail.com.au aapt.net.au netspace.net.au
  exetel.com.au primus.com.au iprimus.com.au hotkey.net.au chariot.net.au xtra.co.nz slingshot.co.nz orcon.net.nz
  clear.net.nz paradise.net.nz ihug.co.nz vodafone.co.nz snap.net.nz inspire.net.nz actrix.co.nz uol.com.br bol.com.br
  terra.com.br ig.com.br superig.com.br globo.com globomail.com oi.com.br zipmail.com.br pop.com.br brturbo.com.br
  veloxmail.com.br prodigy.net.mx infinitummail.com cablevision.net.mx terra.com terra.com.mx terra.cl terra.com.pe
  starmedia.com latinmail.com fibertel.com.ar speedy.com.ar arnet.com.ar ciudad.com.ar vtr.net entelchile.net
  adinet.com.uy une.net.co etb.net.co cantv.net codetel.net.do coqui.net mweb.co.za telkomsa.net webmail.co.za
  vodamail.co.za absamail.co.za iafrica.com lantic.net polka.co.za menara.ma link.net tedata.net.eg topnet.tn planet.tn
  gnet.tn`.split(/\s+/),
);

/** Returns whether anybody can have an address of this domain, so that the domain names no customer. */
export function isPublicMailDomain(domain: string): boolean {
  const folded = domain.toLowerCase();
  const [name = '', ...rest] = folded.split('.');
  return DOMAINS.has(folded) || (IN_MANY_COUNTRIES.includes(name) && ENDING.test(rest.join('.')));
}
