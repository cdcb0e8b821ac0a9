export interface FrontMatter {
  /** Keys in lower case. */
  fields: Map<string, string>;
  /** Offset of the first character after it. */
  end: number;
}

const FRONT_MATTER_LIMIT = 16 * 1024;

/**
 * The block between `---` lines at the start of a Markdown file: simple `key: value` lines. Lists, nested values and
 * anything else of YAML are passed over. Null where there is none.
 */
export function readFrontMatter(text: string): FrontMatter | null {
  if (!/^---[ \t]*\n/.test(text)) return null;
  const head = text.slice(0, FRONT_MATTER_LIMIT);
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(head.slice(3));
  if (close === null) return null;
  const fields = new Map<string, string>();
  for (const line of head.slice(4, 3 + close.index).split('\n')) {
    const pair = /^([A-Za-z_][\w-]{0,40})[ \t]*:[ \t]*(\S.*)$/.exec(line);
    if (pair === null) continue;
    const value = unquote((pair[2] ?? '').trim());
    if (value !== '') fields.set((pair[1] ?? '').toLowerCase(), value);
  }
  return { fields, end: 3 + close.index + close[0].length };
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return (quoted?.[2] ?? value.replace(/\s+#.*$/, '')).trim();
}
