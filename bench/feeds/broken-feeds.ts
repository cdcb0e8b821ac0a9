const END_OF_ENTRY = /<\/(?:item|entry)>/g;

/** Ways in which feeds are found broken; each changes a whole feed of XML, the texts of its entries stay. */
export const breakages: readonly { kind: string; damage(text: string): string }[] = [
  { kind: 'cut off in the middle', damage: (text) => text.slice(0, Math.floor(text.length * 0.6)) },
  {
    kind: 'a lone & in an address',
    damage: (text) => text.replace(/(<link[^>]*>|<link[^>]*href=")([^<"]*)/, '$1$2?a=1&b=2'),
  },
  {
    kind: 'character references of HTML',
    damage: (text) => text.replace(/<(item|entry)([ >])/, '<copyright>&copy;&nbsp;2022</copyright><$1$2'),
  },
  { kind: 'an end tag is missing', damage: (text) => text.replace(END_OF_ENTRY, '') },
  {
    kind: 'end tags are crossed',
    damage: (text) => text.replace(/<(item|entry)([ >])/, '<b><i>x</b></i><$1$2'),
  },
  { kind: 'a namespace is not declared', damage: (text) => text.replace(/\sxmlns:dc="[^"]*"/, '') },
  {
    kind: 'a warning stands above',
    damage: (text) => `<br />\n<b>Warning</b>: mysql_connect() in <b>/x.php</b><br />\n${text}`,
  },
  { kind: 'spaces stand above', damage: (text) => `\n\n  ${text}` },
  { kind: 'control characters', damage: (text) => text.replace(/<(item|entry)([ >])/, '\u0008\u000b<$1$2') },
  {
    kind: 'an attribute without quotes',
    damage: (text) => text.replace(/<(item|entry)([ >])/, '<image width=10 hidden/><$1$2'),
  },
];

/** How many entries stand in a text with their end, or begin where ends are missing. */
export function countEntries(text: string): number {
  return text.match(END_OF_ENTRY)?.length ?? text.match(/<(?:item|entry)[ >]/g)?.length ?? 0;
}
