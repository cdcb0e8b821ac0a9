/**
 * The seconds since 1970 of a published time (core/model/article.ts) that is an instant; null for anything less precise,
 * since nothing is made up that the text does not give.
 */
export function readInstant(publishedAt: string | null): number | null {
  if (publishedAt === null || !/^\d{4}-.+T.+(?:Z|[+-]\d{2}:\d{2})$/.test(publishedAt)) return null;
  const milliseconds = Date.parse(publishedAt);
  return Number.isFinite(milliseconds) ? Math.floor(milliseconds / 1000) : null;
}
