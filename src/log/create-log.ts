import pino, { type Logger } from 'pino';

/** Structured logs on stderr, a JSON object a line. Details never hold an article's or a person's text, nor a secret. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // A second guard: what is named like a secret does not get out, whoever logged it.
      redact: { paths: ['*.token', 'token', '*.apiKey', 'apiKey', '*.secret', 'secret'], censor: '[secret]' },
    },
    // Written at once: a process that ends right after loses no line.
    pino.destination({ dest: 2, sync: true }),
  );
}
