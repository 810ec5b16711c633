/** A value that only stands for one: a template's placeholder, a mask, a promise to send it later. */
const PLACEHOLDERS = [
  /^<[^<>@]*>$/,
  /^\$\{.*\}$|^\$\(.*\)$|^\$[A-Z_][A-Z0-9_]*$|^\{\{.*\}\}$|^\{%.*%\}$|^%[\w-]+%$|^\$env:\w+$|^\{[\w .-]+\}$|^\[\[.*\]\]$/i,
  /^\[[^\]]*(?:your|key|token|here|hidden|redacted|secret|password|insert|removed|masked)[^\]]*\]$|^\([^()]*[ ][^()]*\)$/i,
  /^(?:my|your|the|dein|ihr|votre|tu|su|seu|tuo|jouw)[_ -](?=[\w -]*(?:key|token|secret|pass|pwd|user|name|id|domain|here|mail|host|url|schluessel|passwort|kennwort|login)).*$/i,
  /^your[a-z_-]{0,20}(?:key|token|secret|pass(?:word)?|domain|user(?:name)?|e?mail|host)$/i,
  /^(?:insert|enter|add|put|paste|replace|change)[_ -]?(?:me|your|the|with|here|this).*$/i,
  /^(?:changeme|change-me|replaceme|todo|tbd|tba|fixme|n\/?a|none|null|nil|undefined|not set|unset|empty|hidden|redacted|placeholder|unknown|keine?|aucun|ninguno|nenhum|nessuno|geen|なし|未設定|same|ditto|pending|unchanged)$/i,
  /^(?:process\.env|os\.environ|os\.getenv|getenv|env|secrets|vars|var|System\.getenv|ENV)[.[(].*$/,
  /^[-–—_.…?/]+$|^[*•●∙·xX#█▪⬤＊-]{3,}$|^x+(?:-x+)*$/i,
  /[*•●∙█⬤＊]{4,}|[•●█⬤]{2,}|…$|\.\.\.$|^\.\.\.|^…/,
  /^[xX]{3,}|[xX]{5,}$/,
];
/** Words of sentences about a value, in the languages that labels are read in. */
const SENTENCE = new Set(
  (
    "i i'll ill we we'll will shall can't cannot send sent sending separate separately later follow follows mail email sms phone call ask please see below above attached attachment " +
    'via same as before provided provide shared share in the your our from find found here click get need needs have has not yet ' +
    'ich wir wird werde schicke sende folgt separat später siehe unten oben anbei bitte per telefon nachgereicht gleich wie ' +
    'je nous vais envoie enverrai envoyé séparément plus tard voir ci-dessous voici merci même que ' +
    'yo enviaré envío por separado más tarde ver abajo adjunto aparte te lo mando favor ' +
    'eu enviarei envio separado depois veja abaixo anexo mando ' +
    'io invierò invio separatamente dopo vedi sotto allegato te la mando ' +
    'ik stuur volgt apart later zie hieronder bijlage via dezelfde'
  ).split(' '),
);
const LONGEST_PLACEHOLDER = 300;
const MENU = /\S[ ]+(?:>|→|»|›|->|&gt;)[ ]+\S/;

/** Returns whether a value is one. Nothing is filled with a placeholder, a mask, or a sentence about the value. */
export function isWorth(value: string, exact = false): boolean {
  const text = value.trim();
  if (text === '') return false;
  if (text.length > LONGEST_PLACEHOLDER) return true;
  if (PLACEHOLDERS.some((rule) => rule.test(text))) return false;
  if (exact && !text.includes(' ')) return true;
  return !MENU.test(text) && !isSentence(text);
}

function isSentence(text: string): boolean {
  if (/(?:あと|後)で|別(?:途|便)|送(?:り|信|付)ます|をご?参照/.test(text)) return true;
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^[("']+|[,.;:!?)"']+$/g, ''))
    .filter(Boolean);
  if (words.length < 2) return false;
  const speaking = words.filter((word) => SENTENCE.has(word.replace('’', "'"))).length;
  return words.length > 8 || speaking >= 2 || (words.length >= 2 && speaking * 2 >= words.length);
}
