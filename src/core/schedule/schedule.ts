import { z } from 'zod';
import { isTimeZone } from '../digest/is-time-zone.ts';
import { readCron } from './read-cron.ts';

export const MINUTES_A_DAY = 1440;
/** Slots a day that a person may ask for: once an hour. */
export const MOST_TIMES = 24;

const zone = z.string().refine(isTimeZone, { error: 'must be an Area/City name, UTC or an offset' });
const ascending = (numbers: number[]): number[] => [...new Set(numbers)].sort((left, right) => left - right);

/**
 * What a person asks for. `times` are local minutes of the day (0 to 1439), `weekdays` are those of ISO 8601 (1 is Monday,
 * 7 Sunday; none means every day), `zone` is an IANA name or an offset. Sorted and without repetition once parsed.
 */
export const timesScheduleSchema = z.strictObject({
  times: z
    .array(
      z
        .int()
        .min(0)
        .max(MINUTES_A_DAY - 1),
    )
    .min(1)
    .max(MOST_TIMES)
    .transform(ascending),
  weekdays: z
    .array(z.int().min(1).max(7))
    .transform(ascending)
    .transform((days) => (days.length === 7 ? [] : days)),
  zone,
  /** The zone was named with the times: that of the chat may change, this one stays. */
  keepsZone: z.literal(true).exactOptional(),
});

/** What the configuration asks for: five fields, see read-cron.ts. */
export const cronScheduleSchema = z.strictObject({
  cron: z.string().refine((text) => readCron(text).ok, { error: 'must be five fields that some day meets' }),
  zone,
});

/** When slots are, as it is stored. */
export const scheduleSchema = z.union([timesScheduleSchema, cronScheduleSchema]);

export type TimesSchedule = z.infer<typeof timesScheduleSchema>;
export type CronSchedule = z.infer<typeof cronScheduleSchema>;
export type Schedule = TimesSchedule | CronSchedule;

/**
 * A moment at which a digest is due: `at` in epoch milliseconds, `key` the local minute that was asked for
 * (`2026-11-25T08:00`), which names it whatever the clock or the zone database makes of that minute.
 */
export interface Slot {
  at: number;
  key: string;
}
