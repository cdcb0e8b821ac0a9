import { MessageFlags } from 'discord.js';
import type { PartBody } from './answer-plan.ts';

/** What is sent of a part, as Discord's JSON: nobody is pinged by it, whatever stands in it. */
export function toMessageBody(
  { components, plain, form }: PartBody,
  { isEphemeral = false, isSilent = false }: { isEphemeral?: boolean; isSilent?: boolean } = {},
): { content?: string; components: unknown[]; flags: number; allowed_mentions: { parse: [] } } {
  const shared =
    (isEphemeral ? MessageFlags.Ephemeral : 0) | (isSilent ? MessageFlags.SuppressNotifications : 0);
  const allowed_mentions = { parse: [] as [], replied_user: false };
  const chosen = form === null ? undefined : plain[form];
  if (chosen === undefined)
    return { components, flags: shared | MessageFlags.IsComponentsV2, allowed_mentions };
  return {
    content: chosen.content,
    components: chosen.components,
    flags: shared | MessageFlags.SuppressEmbeds,
    allowed_mentions,
  };
}
