import type { ModelTask, TokenUsage } from '../core/ports/model.ts';
import type { ModelLedger, Spending } from '../core/ports/model-ledger.ts';

const DAY = 86_400_000;
const NOTHING: TokenUsage = { input: 0, cached: 0, output: 0 };

/** Why nothing was set aside, as a request's failure. */
export interface BudgetFailure {
  ok: false;
  failed: 'budget' | 'down' | 'time-out';
  retryAfter: number | null;
}

/** Tokens that are set aside before a request, and settled after it. */
export interface Budget {
  /** Null when they are set aside. */
  reserve(
    spending: Spending,
    options: { task: ModelTask | 'embedding'; signal: AbortSignal },
  ): Promise<BudgetFailure | null>;
  /** `usage` null: it cost nothing, or `tokens` that are not the writing model's. Not waited for: what was set aside is never less than what is right. */
  settle(spending: Spending, usage: TokenUsage | null, tokens?: number): void;
}

export function createBudget({
  limits,
  ledger,
  now,
  log,
  tellsWhenSpent = true,
}: {
  /** Tokens a day, in all and for one chat. */
  limits: { day: number; chat: number };
  ledger: Pick<ModelLedger, 'reserve' | 'settle'>;
  now: () => number;
  log: { warn(details: object, message: string): void };
  /** Whether it is worth a warning that the limits are reached. */
  tellsWhenSpent?: boolean;
}): Budget {
  let toldOf = '';

  function settle(spending: Spending, usage: TokenUsage | null, tokens?: number): void {
    const { input, cached, output } = usage ?? NOTHING;
    ledger
      .settle(spending, { tokens: tokens ?? input + output, input, cached, output })
      .catch((error: unknown) => log.warn({ err: error }, 'what the model cost could not be written down'));
  }

  function refuse(over: 'day' | 'chat', task: ModelTask | 'embedding'): BudgetFailure {
    const retryAfter = DAY - (now() % DAY);
    const told = `${over} ${now() + retryAfter}`;
    // Once a day: every digest and question would say it again.
    if (tellsWhenSpent && told !== toldOf)
      log.warn(
        { task, limit: over === 'day' ? 'LLM_DAILY_TOKENS' : 'LLM_CHAT_DAILY_TOKENS' },
        'the tokens of the day are spent',
      );
    toldOf = told;
    return { ok: false, failed: 'budget', retryAfter };
  }

  return {
    settle,
    async reserve(spending, { task, signal }) {
      const reserving = ledger.reserve(spending, limits);
      const late = new Promise<'late'>((resolve) => {
        signal.addEventListener('abort', () => resolve('late'), { once: true });
        if (signal.aborted) resolve('late');
      });
      try {
        const reserved = await Promise.race([reserving, late]);
        if (reserved !== 'late') return reserved.over === null ? null : refuse(reserved.over, task);
        // The store was busy for too long: what it then sets aside is given back.
        reserving.then(({ over }) => over === null && settle(spending, null)).catch(() => {});
        return { ok: false, failed: 'time-out', retryAfter: null };
      } catch (error) {
        log.warn({ err: error }, 'tokens could not be set aside');
        return { ok: false, failed: 'down', retryAfter: null };
      }
    },
  };
}
