import { Routes } from 'discord.js';
import { z } from 'zod';
import { persist } from '../chat/lifetime.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { DiscordApi } from './discord-api.ts';

const selfSchema = z.object({ id: z.string(), username: z.string() });
const applicationSchema = z.object({ id: z.string() });

/** Who the bot is; a reason where the token is not taken, null where the signal came first. */
export async function identifyBot(
  api: DiscordApi,
  persistence: { sleep(milliseconds: number): Promise<void>; signal: AbortSignal; log: PlatformLog },
): Promise<{ self: string; username: string; application: string } | string | null> {
  const { signal } = persistence;
  const me = await persist(() => api.call({ method: 'GET', route: Routes.user('@me') }, signal), {
    ...persistence,
    name: 'Discord',
  });
  if (me === null) return null;
  if (!me.ok) return me.failure.reason;
  const application = await persist(
    () => api.call({ method: 'GET', route: Routes.currentApplication() }, signal),
    { ...persistence, name: 'Discord' },
  );
  if (application === null) return null;
  if (!application.ok) return application.failure.reason;
  const read = {
    self: selfSchema.safeParse(me.result),
    application: applicationSchema.safeParse(application.result),
  };
  return read.self.success && read.application.success
    ? {
        self: read.self.data.id,
        username: read.self.data.username,
        application: read.application.data.id,
      }
    : 'the answer is not of the form that is known';
}
