/** What was typed, as much of it as a line bears. */
export function shorten(text: string, most = 60): string {
  const characters = [...text.slice(0, most * 4)];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}
