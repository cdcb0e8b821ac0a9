/** The rows of a window. The bounds on belongs_at alone let an index find them; the rest tells days from instants. */
export const inWindow = `
  belongs_at >= min(@from, @dayFrom) AND belongs_at < max(@to, @dayTo)
  AND CASE whole_day
    WHEN 0 THEN belongs_at >= @from AND belongs_at < @to
    ELSE belongs_at >= @dayFrom AND belongs_at < @dayTo
  END`;

/** Of these, the rows that were first seen in a span of time. */
export const inWindowAndSeen = `${inWindow} AND seen_at > @seenAfter AND seen_at <= @seenUpTo`;
