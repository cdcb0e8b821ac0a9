/** A line break between Han characters is none; between words it is a space. */
export function joinLines(text: string): string {
  return text
    .replace(/[ \t\n]+/g, (run) => (run.includes('\n') ? '\n' : run))
    .replace(/(?<=[\u2e80-\uffef])\n(?=[\u2e80-\uffef])/g, '')
    .replaceAll('\n', ' ');
}
