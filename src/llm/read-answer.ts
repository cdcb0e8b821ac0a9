import type { z } from 'zod';

const THOUGHTS_END = '</think>';

/**
 * The answer in a text: JSON alone, or (small models of local servers) with thoughts or a fence around it. Null where there is
 * none of the schema.
 */
export function readAnswer<Answer>(text: string, schema: z.ZodType<Answer>): Answer | null {
  const bare = leaveOutThoughts(text);
  const outermost = bare.slice(bare.indexOf('{'), bare.lastIndexOf('}') + 1);
  for (const json of [text, outermost]) {
    const parsed = schema.safeParse(parseJson(json));
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** Looked for once each: a pattern would look for the end again from every beginning. */
function leaveOutThoughts(text: string): string {
  const start = text.indexOf('<think>');
  const end = start < 0 ? -1 : text.indexOf(THOUGHTS_END, start);
  return end < 0 ? text : text.slice(0, start) + text.slice(end + THOUGHTS_END.length);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
