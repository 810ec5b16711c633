import { describe, expect, it } from 'vitest';
import { isPublicMailDomain } from '../../../../lib/background/sign-in/public-mail';

const PUBLIC = `gmail.com googlemail.com icloud.com proton.me vivaldi.net pobox.com riseup.net disroot.org yahoo.co.uk
  yahoo.com.br yahoo.ne.jp hotmail.fr gmx.net live.com.sg msn.co.uk yandex.kz mailinator.com yopmail.com
  guerrillamail.com lycos.com excite.com rr.com nc.rr.com q.com swbell.net pacbell.net ameritech.net prodigy.net
  centurylink.net ptd.net mchsi.com tds.net cogeco.ca sasktel.net tiscali.co.uk virgin.net vodafonemail.de kabelmail.de
  t-online.de a1.net club-internet.fr vodafone.it fastwebnet.it ono.com netcabo.pt xs4all.nl hetnet.nl scarlet.be
  tele2.se luukku.com tlen.pl volny.cz zoznam.sk t-online.hu siol.net mail.ru bigmir.net netvision.net.il rediffmail.com
  qq.com vip.qq.com vip.163.com hinet.net naver.com nifty.com singnet.com.sg tpg.com.au westnet.com.au xtra.co.nz
  uol.com.br fibertel.com.ar vodamail.co.za`.split(/\s+/);

const OTHERS =
  `acme.example example.com example.org gmail.com.acme.example mygmail.com outlook.acme.example yahoo.example
  mail.example qq.example acme.rr.com zapier.com apple.com google.com microsoft.com facebook.com bt.com vodafone.com
  telekom.de orange.com telefonica.com nus.edu.sg`.split(/\s+/);

describe('the domains of public mail providers', () => {
  it.each(PUBLIC)('include %s', (domain) => {
    expect(isPublicMailDomain(domain)).toBe(true);
  });

  it.each(OTHERS)('do not include %s', (domain) => {
    expect(isPublicMailDomain(domain)).toBe(false);
  });
});
