import type {
  Button,
  ButtonsBlock,
  FactsBlock,
  FiguresBlock,
  HeadingBlock,
  ListBlock,
  ListItem,
  NoticeBlock,
  PageControlsBlock,
  ParagraphBlock,
  QuoteBlock,
} from './blocks.ts';

export function heading(text: string, level: 1 | 2 = 1): HeadingBlock {
  return { kind: 'heading', text, level };
}

export function paragraph(text: string): ParagraphBlock {
  return { kind: 'paragraph', text };
}

export function list(items: readonly (Pick<ListItem, 'text'> & Partial<ListItem>)[]): ListBlock {
  return {
    kind: 'list',
    items: items.map(({ text, detail = null, button = null }) => ({ text, detail, button })),
  };
}

export function quote(text: string, attribution: string | null = null): QuoteBlock {
  return { kind: 'quote', text, attribution };
}

export function figures(label: string, values: readonly string[]): FiguresBlock {
  return { kind: 'figures', label, figures: [...values] };
}

/** Facts without those that are not known (null). */
export function facts(
  rows: readonly { label: string; value: string | null; url?: string | null; publishedAt?: string | null }[],
): FactsBlock {
  return {
    kind: 'facts',
    facts: rows.flatMap(({ label, value, url = null, publishedAt = null }) =>
      value === null ? [] : [{ label, value, url, publishedAt }],
    ),
  };
}

export function notice(tone: NoticeBlock['tone'], text: string, remedy: string | null = null): NoticeBlock {
  return { kind: 'notice', tone, text, remedy };
}

export function buttons(...all: Button[]): ButtonsBlock {
  return { kind: 'buttons', buttons: all };
}

/** Page controls, or nothing where there is only one page. */
export function pageControls(
  label: string,
  previous: Button | null,
  next: Button | null,
): PageControlsBlock[] {
  return previous === null && next === null ? [] : [{ kind: 'pageControls', label, previous, next }];
}
