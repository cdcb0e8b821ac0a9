import type { Corrupt, Subject } from './corruption.ts';
import { pick } from './random.ts';
import type { BenchText, NameKind } from './read-texts.ts';

const KINDS: readonly NameKind[] = ['who', 'where', 'capitals'];

/** A name becomes another of the same kind and in the same letters. */
function swapName(subject: Subject, from: BenchText): ReturnType<Corrupt> {
  const { sentence, text, cited, random } = subject;
  const pairs = KINDS.flatMap((kind) =>
    text.names[kind]
      .filter((name) => stands(sentence, name) && cited.some((quote) => quote.includes(name)))
      .flatMap((name) =>
        from.names[kind].filter((other) => fits(other, name, sentence)).map((other) => ({ name, other })),
      ),
  );
  const pair = pick(random, pairs);
  return pair ? { sentence: sentence.replace(pair.name, () => pair.other), cited } : null;
}

function fits(other: string, name: string, sentence: string): boolean {
  const isLatin = /\p{Script=Latin}/u;
  return (
    isLatin.test(other) === isLatin.test(name) &&
    !sentence.includes(other) &&
    !name.includes(other) &&
    !other.includes(name)
  );
}

function stands(sentence: string, name: string): boolean {
  const at = sentence.indexOf(name);
  if (at < 0) return false;
  const [before, after] = [sentence.charAt(at - 1), sentence.charAt(at + name.length)];
  return !/\p{Script=Latin}/u.test(name) || !(/\p{L}/u.test(before) || /\p{L}/u.test(after));
}

/** A name becomes another of the same article. */
export const swapNameWithin: Corrupt = (subject) => swapName(subject, subject.text);

/** A name becomes one of another article. */
export const swapNameAcross: Corrupt = (subject) => swapName(subject, subject.other);
