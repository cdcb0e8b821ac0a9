import { styleText } from 'node:util';
import type { Capabilities } from './capabilities.ts';
import type { Span } from './wrap-spans.ts';

/** A line with its colours and links (OSC 8), as far as the terminal has them. */
export function writeSpans(spans: readonly Span[], { colours, hyperlinks }: Capabilities): string {
  return spans
    .map(({ text, styles = [], url }) => {
      const styled =
        colours && styles.length > 0 ? styleText([...styles], text, { validateStream: false }) : text;
      return url && hyperlinks ? `\u001B]8;;${url}\u001B\\${styled}\u001B]8;;\u001B\\` : styled;
    })
    .join('');
}
