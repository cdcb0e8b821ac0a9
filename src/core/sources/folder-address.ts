/** The path of a source that is a folder, from the `file:` address that it is kept by. */
export function pathOfFolder(url: string): string {
  const path = decodeURIComponent(new URL(url).pathname);
  // The drive of Windows stands behind a slash there.
  return path.replace(/^\/(?=[a-z]:)/i, '').replace(/(?<=.)\/$/, '');
}

/** The name of a folder without where it stands, which is nothing for a chat. */
export function nameOfFolder(url: string): string {
  return pathOfFolder(url).split(/[/\\]/).at(-1) ?? '';
}
