/** What a platform can do beside the commands, in the order in which a reader compares it. */
export const features = [
  'asking',
  'following up',
  'pages',
  'articles',
  'long lists',
  'completing options',
  'work under way',
  'growing answers',
  'answers for the asker alone',
  'threads',
  'times',
  'sharing elsewhere',
  'greeting',
  'long answers',
  'refused markup',
  'after a crash',
  'losing permission',
  'updates of a story',
  'corrections',
] as const;

export type Feature = (typeof features)[number];

/** How the project appears on a platform, in English and Markdown, for docs/platforms.md. */
export interface PlatformAbilities {
  /** As its users call it. */
  name: string;
  /** How each command that is there appears, by its name. */
  commands: ReadonlyMap<string, string>;
  /** How each feature appears; null where the platform has nothing of it. */
  features: Readonly<Record<Feature, string | null>>;
}
