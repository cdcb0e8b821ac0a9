import { dropTrailingHashtags, readLeadingHashtags } from './leading-hashtags.ts';
import { countClauseMarks, countUnits, type DumpLine, endsSentence, isProse } from './lines.ts';
import { findEndPublisher } from './publishers.ts';
import { findTailChrome } from './tail-chrome.ts';

/** The sentences of a text: without the hashtags around them and the buttons and the publisher's mark behind them. */
function sentencesOf(text: string): string {
  const end = findTailChrome(text)?.start ?? findEndPublisher(text)?.start ?? text.length;
  const core = dropTrailingHashtags(text.slice(0, end).trimEnd());
  return core.slice(readLeadingHashtags(core).length).trim();
}

/** Ends as a sentence or as a post does: hashtags, buttons or the publisher's mark may stand behind. */
export function endsPost(text: string): boolean {
  return endsSentence(text) || findEndPublisher(text) !== null || endsSentence(sentencesOf(text));
}

/** Prose, also where hashtags, buttons or a publisher stand around it as they do in a post. */
export function isPost(line: DumpLine): boolean {
  if (isProse(line)) return true;
  if (line.bullet || line.units < 24) return false;
  const text = sentencesOf(line.text);
  const units = countUnits(text);
  // The mark of the publisher ends the last sentence where no full stop does.
  const isEnded = units >= 24 && countClauseMarks(text) > 0 && findEndPublisher(line.text) !== null;
  return isEnded || isProse({ ...line, text, units });
}
