import type { z } from 'zod';

/**
 * The answer in a text: JSON alone, or (small models of local servers) with thoughts or a fence around it. Null where there is
 * none of the schema.
 */
export function readAnswer<Answer>(text: string, schema: z.ZodType<Answer>): Answer | null {
  const bare = text.replace(/<think>[\s\S]*?<\/think>/u, '');
  const outermost = bare.slice(bare.indexOf('{'), bare.lastIndexOf('}') + 1);
  for (const json of [text, outermost]) {
    const parsed = schema.safeParse(parseJson(json));
    if (parsed.success) return parsed.data;
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
