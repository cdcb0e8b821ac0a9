import type { PlatformLog } from '../chat/platform-log.ts';
import type { LaneEvent } from '../chat/work-events.ts';
import { laneOf, type TelegramUpdate, telegramUpdateSchema } from './telegram-update.ts';

/** Updates as they came, as events; what is not of the form that is known is logged and left out. */
export function readUpdates(received: readonly unknown[], log: PlatformLog): LaneEvent<TelegramUpdate>[] {
  return received.flatMap((update) => {
    const parsed = telegramUpdateSchema.safeParse(update);
    if (!parsed.success) {
      log.warn({ update: idOf(update) }, 'an update is not of the form that is known');
      return [];
    }
    return [{ id: String(parsed.data.update_id), lane: laneOf(parsed.data), event: parsed.data }];
  });
}

/** An update that was kept; null where it can't be read. */
export function readKeptUpdate(body: string): TelegramUpdate | null {
  try {
    return telegramUpdateSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function idOf(update: unknown): number | null {
  return typeof update === 'object' && update !== null && 'update_id' in update
    ? Number(update.update_id)
    : null;
}
