import type { AnswerPassage } from './editor.ts';
import { type Passage, toPromptLine } from './passages.ts';

/**
 * Passages that may answer, numbered from 1, under a line that names their article: its publisher and date tell sources that
 * contradict each other apart. One that is known to contradict an earlier one says so.
 */
export function presentAnswerPassages(found: readonly AnswerPassage[]): {
  passages: Passage[];
  text: string;
} {
  const passages: Passage[] = [];
  const lines: string[] = [];
  let last = '';
  for (const { article, start, end, differsFrom } of found) {
    if (article.id !== last) {
      const about = [article.publisher, article.publishedAt].filter((each) => each !== null).join(', ');
      lines.push(
        `Article${about === '' ? '' : ` (${toPromptLine(about, 120)})`}: ${toPromptLine(article.title, 200)}`,
      );
      last = article.id;
    }
    const passage = {
      ...{ number: passages.length + 1, article, start, end },
      text: toPromptLine(article.body.slice(start, end)),
    };
    passages.push(passage);
    const mark = differsFrom === undefined ? '' : `(has another figure than [${differsFrom + 1}]) `;
    lines.push(`[${passage.number}] ${mark}${passage.text}`);
  }
  return { passages, text: lines.join('\n') };
}
