import type { TimeProblem } from './match-time.ts';

/** Why what was typed gives no subscription; `nearest` is what would be right, where something near is. */
export type ScheduleProblem =
  | {
      kind: TimeProblem | 'not-a-time' | 'not-weekdays' | 'unknown-zone';
      value: string;
      nearest: string | null;
    }
  | { kind: 'mistyped'; value: string; nearest: string }
  /** The name may mean any of the zones: asked back. */
  | { kind: 'ambiguous-zone'; value: string; zones: readonly string[] }
  /** Two places were named, of different zones. */
  | { kind: 'several-zones'; value: string; zones: readonly string[] }
  | { kind: 'every-day-and-some'; value: string }
  /** Weekdays and times alternate (工作日 8:00 周末 10:00): two subscriptions were meant. */
  | { kind: 'two-schedules'; value: string }
  | { kind: 'wanted-and-muted'; value: string }
  | { kind: 'too-many-times' | 'too-many-topics' | 'too-long'; limit: number }
  | { kind: 'topic-too-long'; value: string; limit: number };

export type Parsed<Value> = { ok: true; value: Value } | { ok: false; problem: ScheduleProblem };

export function failed(problem: ScheduleProblem): { ok: false; problem: ScheduleProblem } {
  return { ok: false, problem };
}
