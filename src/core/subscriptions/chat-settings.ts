import { z } from 'zod';
import { isTimeZone } from '../digest/is-time-zone.ts';

export const EDITION_LENGTHS = ['short', 'standard', 'long'] as const;
export const editionLengthSchema = z.enum(EDITION_LENGTHS);
export type EditionLength = z.infer<typeof editionLengthSchema>;

/** Words that a chat may give, each as people type it. */
const words = z.array(z.string().min(1).max(100)).max(50);

/** What a chat has set, beside its language; null where it has set nothing and the default counts. Stored as JSON. */
export const chatSettingsSchema = z.object({
  zone: z.string().refine(isTimeZone).nullable().default(null),
  length: editionLengthSchema.nullable().default(null),
  /** Of digests whose subscription names none. */
  topics: words.default([]),
  /** Articles that say one of them are in no digest. */
  muted: words.default([]),
  /** Digests make no sound. */
  quiet: z.boolean().default(false),
  /** A digest without articles says so, in place of nothing. */
  tellsEmpty: z.boolean().default(false),
});
export type ChatSettings = z.infer<typeof chatSettingsSchema>;

export const DEFAULT_SETTINGS: ChatSettings = chatSettingsSchema.parse({});
