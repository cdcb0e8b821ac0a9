const HEAD = 4096;
/** Labels in use that the Encoding Standard has not. */
const LABELS: Readonly<Record<string, string>> = {
  'gb-2312': 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  'gb-18030': 'gb18030',
  'big5-eten': 'big5',
  big5hkscs: 'big5',
  cp950: 'big5',
  utf8mb4: 'utf-8',
  utf_8: 'utf-8',
};

/** The label as TextDecoder's own name for it; null for a charset that nothing here reads. */
export function normaliseCharset(label: string): string | null {
  const name = label
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim()
    .toLowerCase();
  if (name === '' || name.length > 40) return null;
  try {
    const { encoding } = new TextDecoder(LABELS[name] ?? name);
    // GB18030 reads all that GB2312 and GBK write, and more.
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return null;
  }
}

/** The charset of a Content-Type header (`text/xml; charset=gb2312`); null where it names none that is read. */
export function readHeaderCharset(contentType: string): string | null {
  const label = /;\s*charset\s*=\s*("[^"]*"|'[^']*'|[^\s;]+)/i.exec(contentType.slice(0, 500))?.[1];
  return label === undefined ? null : normaliseCharset(label);
}

const XML = /^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;
const META = /<meta\s[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/**
 * The charset that markup declares at its start: in an XML declaration, or in a `meta` of HTML. Null where it is no markup,
 * declares none, or one that can't be true for bytes in which the declaration can be read (UTF-16).
 */
export function readDeclaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)).replace(/^(?:ï»¿)?\s*/, '');
  if (!head.startsWith('<')) return null;
  const label = (XML.exec(head) ?? META.exec(head))?.[1];
  const charset = label === undefined ? null : normaliseCharset(label);
  return charset?.startsWith('utf-16') ? null : charset;
}
