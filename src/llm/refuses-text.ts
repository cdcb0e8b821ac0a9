import { APIError } from 'openai';

/**
 * What a service says of a text that it won't read: for what stands in it (OpenAI, Azure), or for its length (OpenAI, llama.cpp).
 * https://platform.openai.com/docs/guides/error-codes
 */
const ABOUT_TEXT = new Set([
  ...['invalid_prompt', 'content_policy_violation', 'content_filter'],
  ...['context_length_exceeded', 'string_above_max_length', 'exceed_context_size_error'],
]);

/** Whether an error is about the text that was sent, and says nothing of how the service fares. */
export function refusesText(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  if (error.status === 413) return true;
  return error.status === 400 && [error.code, error.type].some((each) => ABOUT_TEXT.has(String(each)));
}
