import * as z from 'zod';
import type { UpdateQueue } from '../create-update-queue.ts';
import { isLocal, type Webhook } from '../create-webhook.ts';
import { badRequest, Refusal } from '../refusal.ts';
import { seconds } from './message-json.ts';
import { defineMethod, flag, fromJson, integer, type Method } from './method.ts';

const LONGEST_POLL = 50;
const MOST_CONNECTIONS = 100;
const kinds = fromJson(z.array(z.string())).optional();
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The methods by which a bot takes its updates: long polling or a webhook, never both. */
export function createUpdateMethods(updates: UpdateQueue, webhook: Webhook): Record<string, Method> {
  const deleteWebhook = defineMethod(
    z.object({ drop_pending_updates: flag.default(false) }),
    ({ drop_pending_updates }) => {
      if (drop_pending_updates) updates.clear();
      webhook.set(null);
      return true;
    },
  );

  return {
    /** https://core.telegram.org/bots/api#getupdates */
    getUpdates: defineMethod(
      z.object({
        offset: integer.default(0),
        limit: integer.default(100),
        timeout: integer.default(0),
        allowed_updates: kinds,
      }),
      ({ offset, limit, timeout, allowed_updates }, { client }) => {
        if (webhook.settings() !== null) {
          return new Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
          );
        }
        updates.allow(allowed_updates);
        return updates.poll(
          { offset, limit: clamp(limit, 1, 100), seconds: clamp(timeout, 0, LONGEST_POLL) },
          client,
        );
      },
    ),

    /** https://core.telegram.org/bots/api#setwebhook */
    setWebhook: defineMethod(
      z.object({
        url: z.string().default(''),
        secret_token: z.string().default(''),
        max_connections: integer.default(40),
        drop_pending_updates: flag.default(false),
        allowed_updates: kinds,
      }),
      (given, context) => {
        if (given.url === '') return deleteWebhook(given, context);
        if (!URL.canParse(given.url)) return badRequest('invalid webhook URL specified');
        if (!isLocal(given.url) && !given.url.startsWith('https://'))
          return badRequest('bad webhook: An HTTPS URL must be provided for webhook');
        if (given.secret_token.length > 256) return badRequest('secret token is too long');
        if (!/^[A-Za-z0-9_-]*$/.test(given.secret_token))
          return badRequest('secret token contains unallowed characters');
        if (given.drop_pending_updates) updates.clear();
        updates.allow(given.allowed_updates);
        updates.abortPoll('terminated by setWebhook request');
        webhook.set({
          url: given.url,
          secretToken: given.secret_token,
          maxConnections: clamp(given.max_connections, 1, MOST_CONNECTIONS),
        });
        return true;
      },
    ),

    deleteWebhook,

    /** https://core.telegram.org/bots/api#getwebhookinfo */
    getWebhookInfo: defineMethod(z.object({}), () => {
      const settings = webhook.settings();
      const error = webhook.lastError();
      const allowed = updates.allowed();
      return {
        url: settings?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: updates.waiting().length,
        ...(settings === null ? {} : { max_connections: settings.maxConnections }),
        ...(error === null ? {} : { last_error_date: seconds(error.at), last_error_message: error.message }),
        ...(allowed.length === 0 ? {} : { allowed_updates: allowed }),
      };
    }),
  };
}
