export const readerLanguages = ['zh-Hans', 'zh-Hant', 'en'] as const;
/** A language that the project speaks. */
export type ReaderLanguage = (typeof readerLanguages)[number];
