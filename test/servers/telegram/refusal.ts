/** An answer of the Bot API that refuses the call; a value, told from results by `instanceof`. */
export class Refusal {
  readonly code: number;
  readonly description: string;
  readonly parameters: Record<string, unknown> | undefined;

  constructor(code: number, description: string, parameters?: Record<string, unknown>) {
    this.code = code;
    this.description = description;
    this.parameters = parameters;
  }
}

export function badRequest(reason: string, parameters?: Record<string, unknown>): Refusal {
  return new Refusal(400, `Bad Request: ${reason}`, parameters);
}

export function forbidden(reason: string): Refusal {
  return new Refusal(403, `Forbidden: ${reason}`);
}

export function tooManyRequests(retryAfter: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}
