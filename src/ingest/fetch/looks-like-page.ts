const HEAD = 1024;
const FEED = /<(?:rss|feed|rdf:rdf|opml)[\s>]/i;
const PAGE = /<(?:!doctype\s+html|html|head|body)[\s>]/i;

/** Whether bytes are an HTML page: by how they begin, for many feeds come as text/html; the header where that tells nothing. */
export function looksLikePage(bytes: Uint8Array, contentType: string | null): boolean {
  // Markup is ASCII in every encoding but UTF-16, of which every other byte is null then.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD, bytes.length))
    .toString('latin1')
    .replaceAll('\0', '');
  if (FEED.test(head)) return false;
  return PAGE.test(head) || (isPageType(contentType) && /^\s*</.test(head));
}

export function isPageType(contentType: string | null): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? '');
}
