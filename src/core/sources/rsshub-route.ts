/** The instance that is asked where none is configured, and whose addresses name routes everywhere. */
export const PUBLIC_RSSHUB = 'https://rsshub.app';

const SCHEME = 'rsshub://';

/**
 * The route of RSSHub that an address names, as it is kept (`rsshub://bilibili/user/video/2`): of one that is written so, and of an
 * address on the public instance or on `instance` (http or https); null for any other. Which instance is asked is decided each
 * time, so that whoever runs the bot may change it.
 */
export function readRsshubRoute(address: string, instance: string = PUBLIC_RSSHUB): string | null {
  const text = address.trim();
  const written = /^rsshub:\/*([^/].*)$/is.exec(text)?.[1];
  if (written !== undefined) return nameRoute(URL.parse(`/${written}`, PUBLIC_RSSHUB), '/');
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return null;
  for (const known of [new URL(instance), new URL(PUBLIC_RSSHUB)]) {
    const folder = known.pathname.replace(/\/*$/, '/');
    if (url.host !== known.host || !url.pathname.startsWith(folder)) continue;
    // A key of the instance is no part of the route: another instance must not see it.
    for (const name of known.searchParams.keys()) url.searchParams.delete(name);
    return nameRoute(url, folder);
  }
  return null;
}

/** Whether a source is kept as a route of RSSHub. */
export function isRsshubRoute(url: string): boolean {
  return url.startsWith(SCHEME);
}

/** Where an instance serves a route; what the instance's own address asks for (`?key=`) is asked for too. */
export function addressOfRoute(route: string, instance: string): string {
  const { pathname, search } = new URL(`/${route.slice(SCHEME.length)}`, PUBLIC_RSSHUB);
  const url = new URL(instance);
  const asked = [search.slice(1), url.search.slice(1)].filter((part) => part !== '');
  url.pathname = url.pathname.replace(/\/+$/, '') + pathname;
  url.search = asked.join('&');
  url.hash = '';
  return url.href;
}

/** The parser has taken `..` out of the path by then: no route leads out of its instance. */
function nameRoute(url: URL | null, folder: string): string | null {
  const path = url?.pathname.slice(folder.length).replace(/^\/+/, '') ?? '';
  return path === '' ? null : `${SCHEME}${path}${url?.search ?? ''}`;
}
