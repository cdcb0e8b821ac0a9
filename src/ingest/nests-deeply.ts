/** Deeper than any feed or article: JSON.parse takes gigabytes for what an attack nests. */
const DEEPEST = 1000;

/** Whether JSON opens more lists and objects inside of each other than any that is meant to be read. Linear in the length. */
export function nestsDeeply(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isText = false;
    } else if (code === 0x22) isText = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}
