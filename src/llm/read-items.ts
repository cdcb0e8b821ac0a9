/** More than any answer has; what goes on after that is read as a whole, at the end. */
const LONGEST = 100_000;

/**
 * Reads a JSON object as it comes in, and gives each object of its first list away as soon as that is whole; all else is
 * passed over. What is not JSON is given to nobody: whoever reads the whole will find it.
 */
export function createItemReader(onItem: (item: unknown) => void): (piece: string) => void {
  let text = '';
  let at = 0;
  let depth = 0;
  let isInString = false;
  let list: 'none' | 'open' | 'ended' = 'none';
  let start = -1;
  return (piece) => {
    if (list === 'ended' || text.length > LONGEST) return;
    text += piece;
    for (; at < text.length && list !== 'ended'; at += 1) {
      const character = text.charAt(at);
      if (isInString) {
        // An escape takes the next character along, which may not be there yet.
        if (character === '\\') {
          if (at + 1 >= text.length) return;
          at += 1;
        } else if (character === '"') isInString = false;
        continue;
      }
      if (character === '"') isInString = true;
      else if (character === '{' || character === '[') {
        depth += 1;
        if (character === '[' && depth === 2 && list === 'none') list = 'open';
        else if (character === '{' && depth === 3 && list === 'open') start = at;
      } else if (character === '}' || character === ']') {
        depth -= 1;
        if (depth === 2 && start >= 0) {
          give(text.slice(start, at + 1), onItem);
          start = -1;
        } else if (depth === 1 && list === 'open') list = 'ended';
      }
    }
  };
}

function give(json: string, onItem: (item: unknown) => void): void {
  let item: unknown;
  try {
    item = JSON.parse(json);
  } catch {
    return;
  }
  onItem(item);
}
