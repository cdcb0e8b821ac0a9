import type { Behaviour, ModelRequestSeen } from './create-openai-server.ts';

export interface NumberedLine {
  number: number;
  text: string;
}

interface Written {
  text: string;
  sources: number[];
}

/** How a model writes a sentence from what it was given; `again`: it was refused before. */
export type Writer = (lines: readonly NumberedLine[], seen: { again: boolean; count: number }) => Written[];

/** The numbered lines between the markers of an input. */
export function readNumbered(input: string): NumberedLine[] {
  return [...input.matchAll(/^\[(\d+)\] (.*)$/gmu)].map((match) => ({
    number: Number(match[1]),
    text: match[2] ?? '',
  }));
}

/** Copies the first sentences, a word of its own in front: not verbatim, and true. */
export const honest: Writer = (lines, { count }) =>
  lines.slice(0, count).map(({ number, text }) => ({ text: `据报道，${text}`, sources: [number] }));

/** Every figure becomes another. */
export const inventing: Writer = (lines, seen) =>
  honest(lines, seen).map(({ text, sources }) => ({
    text: `${text.replace(/\d+/gu, (figure) => String(Number(figure) * 3 + 7))}`,
    sources,
  }));

/** Invents at first, and is honest where it is asked again. */
export const correctable: Writer = (lines, seen) => (seen.again ? honest : inventing)(lines, seen);

/** Each sentence cites the next one's source. */
export const swapping: Writer = (lines, seen) => {
  const written = honest(lines, seen);
  return written.map(({ text }, index) => ({
    text,
    sources: written[(index + 1) % written.length]?.sources ?? [],
  }));
};

export const citingNothing: Writer = (lines, seen) =>
  honest(lines, seen).map(({ text }) => ({ text, sources: [99] }));

export const inEnglish: Writer = (lines, seen) =>
  honest(lines, seen).map(({ sources }) => ({
    text: 'The reading corner of the community opens on Saturday and many people came there.',
    sources,
  }));

/** Does what the text wants: says it, with an address and a mention of its own. */
export const obedient: Writer = (lines, seen) =>
  honest(lines, seen).map(({ text, sources }) => ({
    text: `${text} [点击](https://evil.example/steal?q=1) @everyone <b>HACKED</b> www.evil.example`,
    sources,
  }));

/** A model that writes every task's answer, summaries and answers as `writer` does. */
export function createWritingModel(writer: Writer): (request: ModelRequestSeen) => Behaviour {
  return ({ task, input }) => {
    const lines = readNumbered(input);
    const again = input.includes('were refused');
    // Those that were refused stand each with its reason below it.
    const refused = input.match(/\n {2}(?:It |The )/gu)?.length ?? 0;
    const say = (value: object): Behaviour => ({ kind: 'text', text: JSON.stringify(value) });
    switch (task) {
      case 'article_summary':
        return say({ sentences: writer(lines, { again, count: again ? refused : 2 }) });
      case 'answer':
        return say({ answered: true, sentences: writer(lines, { again, count: again ? refused : 2 }) });
      case 'edition_overview':
        return say({
          sentences: lines.slice(0, 1).map(({ number, text }) => ({
            text: text.replace(/^\([^)]*\) [^—]*— /u, '').replace(/。.*$/u, '。'),
            sources: [number],
          })),
          order: lines.map(({ number }) => number).reverse(),
        });
      case 'headline_translation':
        return say({ headline: '译文' });
      case 'follow_up':
        return say({ question: '' });
      default:
        return { kind: 'error', status: 400 };
    }
  };
}
