/** A link that Telegram accepts, a mention of a user by id, or null where it drops the link without a word. */
export function readLink(address: string): { url: string } | { userId: number } | null {
  const mention = /^tg:(?:\/\/)?user\?id=([1-9]\d{0,15})$/i.exec(address);
  if (mention !== null) return { userId: Number(mention[1]) };
  const own = /^(tg|ton|tonsite):(?:\/\/)?([A-Za-z0-9_.-]+)(.*)$/is.exec(address);
  if (own !== null) {
    const scheme = own[1]?.toLowerCase() ?? '';
    if (scheme !== 'tonsite' && own[2]?.includes('.')) return null;
    return { url: `${scheme}://${own[2]?.toLowerCase()}${own[3]}` };
  }
  // An address without a scheme is read as http; a word and a colon are a host only with a port behind them.
  if (/^[a-z][a-z0-9+.-]*:(?!\/\/|\d{1,5}(?:[/?#]|$))/i.test(address.trim())) return null;
  const web = /^(?:(https?):\/\/)?([^/?#]+)(.*)$/is.exec(address.trim());
  const authority = web?.[2] ?? '';
  const host = /^(?:[^@]*@)?(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(authority);
  if (web === null || host?.[1] === undefined) return null;
  const name = host[1];
  if (/[\s<>"'`\\^{}|]/.test(name)) return null;
  if (!name.startsWith('[') && (!name.includes('.') || name.startsWith('.'))) return null;
  if (host[2] !== undefined && (Number(host[2]) === 0 || Number(host[2]) > 65_535)) return null;
  const scheme = (web[1] ?? 'http').toLowerCase();
  const rest = web[3] ?? '';
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return { url: `${scheme}://${authority.toLowerCase()}${path}`.replaceAll(' ', '%20') };
}
