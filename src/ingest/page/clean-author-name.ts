const LONGEST_NAME = 80;

/** `By`, `Posted by`, `Erstellt von`, `作者：`: what stands before a name. */
export const LABEL =
  /^(?:(?:zeige\s+)?(?:alle|weitere|mehr)\s+(?:beiträge|artikel)\s+von|(?:view\s+)?(?:all|more)\s+(?:posts|articles|stories)\s+(?:by|from)|(?:interview|text|fotos?|bilder|words|story)(?:\s*(?:[&,+]|und|and)\s*(?:fotos?|bilder|photos?|video))?\s*:)\s*|^(?:(?:post|article|beitrags-?)\s?(?:author|autor)\s+)?(?:(?:written|posted|published|story|words|reported|created|reviewed|submitted|erstellt|verfasst|geschrieben|eingestellt|veröffentlicht|gepostet|publiziert|publié|écrit|rédigé|posté|publicado|escrito|pubblicato|scritto|opublikowane|napisane)\s+)?(?:by|von|par|por|da|di|door|av|przez|author|auteur|autor(?:in|en|es)?|redaktion)(?:\s*[:：/／]\s*|\s+)|^(?:作者|记者|記者|撰文|文|著者|執筆|ライター)\s*[:：/／|｜\s]\s*/i;
/** What comes behind a name: a date, a role, a site. */
const NAME_END =
  /\s*(?:[|｜·•»]|\s[–—-]\s|\b(?:on|am|le|el|il)\s+(?=\p{L}*\.?,?\s?\d)|\bam\s+(?:mo|di|mi|do|fr|sa|so)\p{L}*|\b(?:updated|published|posted|publiziert|veröffentlicht|aktualisiert)\b|,?\s*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+\d|\d{1,2}[./]\d{1,2}[./]\d|\d{4}[-年]|\d{1,2}:\d{2}|\b\d{1,2}(?:\.|st|nd|rd|th)?\s+\p{L}+\s+(?:19|20)\d{2}|\d+\s*min(?:ute)?s?\b|(?:,\s*(?:\p{L}+\s)?|\s(?:staff|senior|associate|contributing|special|guest)\s)(?:writer|editor|reporter|correspondent|columnist|contributor)s?\b|,\s*(?:staff|senior|associate|vice|chief|head|director|president|executive|managing|professor|redakteur|projektleiter|journalist|autor|geschäftsführer)\p{L}*\b|\s*\bstand:|\s@\w|来源|來源|责任?编辑|編集[:：]).*$/iu;
/** An agency or the site behind a name (`Anna Ferris, CNN`), a rubric. */
const SITE_END = /(?:,\s*(?:\p{Lu}{2,5}|dpa|afp|apa|sda)(?:[-/]\p{L}+)?|\sin\s\p{Lu}.*)$/u;
const NO_NAME =
  /^(?:admin(?:istrator)?|editor|webmaster|staff|redaktion|online|guest|(?:no |about the |über den )?aut(?:h|)or(?:in)?|unknown|anonymous|date|datum|publiziert|home|print|share|follow(?: me| us)?|(?:see )?full bio|mehr|more|by|von|par|por|(?:news )?agencies|.*e-?mail.*|https?:.*|www\..*|.*@.*\..*|[^\p{L}]+)$/iu;
/** Of an organisation, which stands as author where nobody is named. */
const ORGANISATION =
  /(?:\be\.\s?v\.|\bgmbh\b|\bag$|\bltd\b|\binc\b|\bllc\b|^www\.|\.(?:com|de|org|net|at|ch|fr|cn|co\.uk|info)$|\b(?:verband|stiftung|magazin|zeitung|redaktion|pressestelle|newsroom|agency|news|staff|team)\b)/iu;

export function isOrganisation(name: string): boolean {
  return ORGANISATION.test(name);
}

const PARTICLES = new Set(
  'von van de der den del della di da dos das du la le zu zur al el bin ibn y e i and und et dr prof vom zum ter ten af of'.split(
    ' ',
  ),
);

/** Whether every word of it begins as names do: a line after `von` may be a sentence. */
export function looksLikeName(name: string): boolean {
  return name
    .split(/[\s,&]+/)
    .every((word) => !/^\p{Ll}{3,}/u.test(word) || PARTICLES.has(word.toLowerCase()));
}

/** The name in a text that names an author, without labels, roles and dates; several parted by commas; null where none. */
export function cleanAuthorName(raw: string): string | null {
  const stripped = raw.slice(0, 400).replace(/\s+/g, ' ').trim().replace(LABEL, '').replace(LABEL, '');
  const name = stripped
    .replace(NAME_END, '')
    .replace(SITE_END, '')
    .replace(/^[\s,;:：|–-]+|[\s,;:：|/–-]+$/g, '')
    .replace(/\s+(?:and|und|et|y)\s+(?=\p{Lu})/gu, ', ')
    // A name and the same as a link.
    .replace(/^(.{4,40}),? \1$/, '$1');
  if (name.length < 2 || name.length > LONGEST_NAME || NO_NAME.test(name)) return null;
  if (/[。！？!?…]|\.\s|https?:/.test(name.replace(/\b\p{L}{1,3}\.\s/gu, ''))) return null;
  return name.split(/\s+/).length > 8 ? null : name;
}
