import { publishedAtSchema } from '../model/article.ts';

const FORM =
  /^(?:\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?|--\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)$/;

/**
 * A published time that was kept when only its form was looked at, as far as it is possible: without a time that no
 * clock has, null where no calendar has the day, so that it says what findBelonging made of it. What is of another form
 * is given back as it is.
 */
export function keepPossibleTime(text: string): string | null {
  if (publishedAtSchema.safeParse(text).success || !FORM.test(text)) return text;
  const day = text.slice(0, text.indexOf('T') < 0 ? text.length : text.indexOf('T'));
  return publishedAtSchema.safeParse(day).success ? day : null;
}
