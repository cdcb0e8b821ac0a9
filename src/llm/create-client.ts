import OpenAI from 'openai';

/** A client that reads nothing of the environment, writes no log and tries nothing again by itself. */
export function createClient({ key, baseUrl }: { key: string; baseUrl: string | undefined }): OpenAI {
  return new OpenAI({
    apiKey: key,
    // Also where it is OpenAI's: the SDK would read variables of the environment else.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    logLevel: 'off',
    // Tries again by itself also where the account is empty, and waits past any deadline.
    maxRetries: 0,
  });
}
